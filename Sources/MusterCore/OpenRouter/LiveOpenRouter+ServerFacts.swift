import Foundation
import NIOHTTP1

/// What servers with OpenAI's API say of their models beside the bare list.
extension LiveOpenRouter {
    private static let modelsAtATime = 8
    /// The most models whose limits Ollama is asked for; each takes a request.
    private static let mostModels = 500

    /// Fills in contexts and prices where LiteLLM or Ollama tells them; others lose nothing.
    func fillIn(_ catalog: inout FetchedCatalog) async {
        guard kind.mayTellMore(at: baseURL), catalog.rows.contains(where: \.isBare) else { return }
        let facts =
            catalog.rows.contains(where: \.isOllamas)
            ? await ollamaFacts(catalog.rows.map(\.entry.id)) : await liteLLMFacts()
        for index in catalog.rows.indices {
            guard let facts = facts[catalog.rows[index].entry.id.rawValue] else { continue }
            catalog.rows[index].entry.fillIn(facts)
            catalog.rows[index].isFilledIn = true
        }
    }

    /// The facts of a LiteLLM proxy (https://docs.litellm.ai/docs/proxy/model_management).
    private func liteLLMFacts() async -> [String: ServerFacts] {
        let request = HTTPTransportRequest(
            url: baseURL.appending("model/info"),
            byteLimit: limits.catalogBytes,
            timeout: limits.timeout
        )
        guard let answer = try? await fetchKeyed(request),
            let info = try? JSONDecoder().decode(LiteLLMResponse.self, fromForeign: answer.body)
        else { return [:] }
        // Several deployments can have one name.
        return Dictionary(info.data.map { ($0.name, $0.info) }) { first, _ in first }
    }

    /// The facts of Ollama (https://docs.ollama.com/api), a request for each model.
    private func ollamaFacts(_ ids: [ModelID]) async -> [String: ServerFacts] {
        await withTaskGroup(of: (String, ServerFacts?).self) { group in
            var facts: [String: ServerFacts] = [:]
            for (index, id) in ids.prefix(Self.mostModels).enumerated() {
                if index >= Self.modelsAtATime, let (name, found) = await group.next() {
                    facts[name] = found
                }
                group.addTask { (id.rawValue, await ollamaFacts(id)) }
            }
            for await (name, found) in group { facts[name] = found }
            return facts
        }
    }

    private func ollamaFacts(_ id: ModelID) async -> ServerFacts? {
        let root =
            baseURL.string.hasSuffix("/v1") ? baseURL.string.dropLast(3) : baseURL.string[...]
        let answer = try? await fetchKeyed(
            HTTPTransportRequest(
                method: .POST,
                url: "\(root)/api/show",
                headers: ["Content-Type": "application/json"],
                body: JSONEncoder.sorted(["model": id.rawValue]),
                byteLimit: 16 << 20,
                timeout: limits.timeout
            )
        )
        let response = try? answer.map {
            try JSONDecoder().decode(OllamaResponse.self, fromForeign: $0.body)
        }
        return response?.facts
    }
}

extension FetchedModel {
    /// Whether the list says neither how long its context is nor what it costs.
    fileprivate var isBare: Bool { entry.contextLength == nil && entry.promptPrice == nil }

    fileprivate var isOllamas: Bool {
        struct Row: Decodable {
            let owner: String?

            enum CodingKeys: String, CodingKey {
                case owner = "owned_by"
            }
        }
        let row = try? JSONDecoder().decode(Row.self, fromForeign: json)
        return row?.owner == "library"
    }
}

/// What a server says of a model.
private struct ServerFacts: Sendable {
    var contextLength: Int?
    var maxCompletionTokens: Int?
    var promptPrice: Price?
    var completionPrice: Price?
    var takesTools = false
    var takesStructure = false
}

extension CatalogEntry {
    fileprivate mutating func fillIn(_ facts: ServerFacts) {
        contextLength = contextLength ?? facts.contextLength
        maxCompletionTokens = maxCompletionTokens ?? facts.maxCompletionTokens
        promptPrice = promptPrice ?? facts.promptPrice
        completionPrice = completionPrice ?? facts.completionPrice
        guard supportedParameters.isEmpty else { return }
        if facts.takesStructure {
            supportedParameters += ["response_format", "structured_outputs"]
        }
        if facts.takesTools { supportedParameters.append("tools") }
    }
}

/// `{"data":[{"model_name","model_info":{...}}]}`, prices in US dollars per token.
private struct LiteLLMResponse: Decodable {
    let data: [Row]

    struct Row: Decodable {
        let name: String
        let info: ServerFacts

        private enum CodingKeys: String, CodingKey {
            case name = "model_name"
            case info = "model_info"
        }

        private enum FactKeys: String, CodingKey {
            case promptPrice = "input_cost_per_token"
            case completionPrice = "output_cost_per_token"
            case takesTools = "supports_function_calling"
            case takesStructure = "supports_response_schema"
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            name = try container.decode(String.self, forKey: .name)
            let limits = try? container.decode(RowLimits.self, forKey: .info)
            let info = container.lenientContainer(keyedBy: FactKeys.self, forKey: .info)
            // LiteLLM writes 0 for a model whose price it does not know.
            func price(_ key: FactKeys) -> Price? {
                info?.lenientPrice(forKey: key).flatMap { $0.isZero ? nil : $0 }
            }
            func flag(_ key: FactKeys) -> Bool {
                (try? info?.decodeIfPresent(Bool.self, forKey: key)) == true
            }
            self.info = ServerFacts(
                contextLength: limits?.context,
                maxCompletionTokens: limits?.answer,
                promptPrice: price(.promptPrice),
                completionPrice: price(.completionPrice),
                takesTools: flag(.takesTools),
                takesStructure: flag(.takesStructure)
            )
        }
    }
}

/// `{"model_info":{"llama.context_length":131072},"capabilities":["completion","tools"]}`.
private struct OllamaResponse: Decodable {
    let facts: ServerFacts

    private enum CodingKeys: String, CodingKey {
        case info = "model_info"
        case capabilities
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let info = container.lenientContainer(keyedBy: AnyCodingKey.self, forKey: .info)
        let key = info?.allKeys.first { $0.stringValue.hasSuffix(".context_length") }
        facts = ServerFacts(
            contextLength: key.flatMap { info?.lenientInteger(forKey: $0) },
            takesTools: container.lenientStrings(forKey: .capabilities).contains("tools")
        )
    }
}
