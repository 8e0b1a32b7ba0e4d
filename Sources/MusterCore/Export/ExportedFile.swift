import Foundation
import Yams

/// Writes configuration files for other tools that run batches.
package enum ExportedFile {
    /// Makes a YAML configuration for LiteLLM's proxy (https://docs.litellm.ai/docs/proxy/configs).
    ///
    /// It omits fallbacks that are not among `models`, because the proxy only knows the models of
    /// its list.
    package static func litellm(_ models: [ExportedModel]) -> String {
        let list = models.map { model in
            var parameters: [(Node, Node)] = [
                (
                    "model",
                    text("\(model.service.isOpenRouter ? "openrouter" : "openai")/\(model.route)")
                ),
                ("api_key", text("os.environ/\(model.service.keyVariable)")),
            ]
            if let baseURL = model.service.baseURL {
                parameters.append(("api_base", text(baseURL.string)))
            }
            if let routing = model.routing {
                let body = mapping([("provider", Node(routing: routing))])
                parameters.append(("extra_body", body))
            }
            return mapping([
                ("model_name", text(model.modelID.rawValue)),
                ("litellm_params", mapping(parameters)),
            ])
        }
        var root: [(Node, Node)] = [("model_list", Node(list))]
        let known = Set(models.map(\.modelID))
        let fallbacks = models.compactMap { model -> Node? in
            let names = model.fallbacks.filter(known.contains).map { text($0.rawValue) }
            return names.isEmpty ? nil : mapping([(text(model.modelID.rawValue), Node(names))])
        }
        if !fallbacks.isEmpty {
            root.append(("router_settings", mapping([("fallbacks", Node(fallbacks))])))
        }
        let variables = Set(models.map(\.service.keyVariable)).sorted()
        let keys = variables.map { "\($0)=..." }.joined(separator: " ")
        let comment = """
            # Models for LiteLLM's proxy, written by muster. Start it with:
            #   LITELLM_MASTER_KEY=sk-... \(keys) litellm --config THIS_FILE

            """
        return comment + yaml(mapping(root))
    }

    /// Makes a YAML list of promptfoo providers
    /// (https://www.promptfoo.dev/docs/providers/openrouter).
    package static func promptfoo(_ models: [ExportedModel]) -> String {
        let list = models.map { model in
            let kind = model.service.isOpenRouter ? "openrouter" : "openai:chat"
            var provider: [(Node, Node)] = [("id", text("\(kind):\(model.route)"))]
            if model.route != Route(model.modelID) {
                provider.append(("label", text(model.modelID.rawValue)))
            }
            var config: [(Node, Node)] = []
            let service = model.service
            if let url = service.baseURL { config.append(("apiBaseUrl", text(url.string))) }
            // The variable that promptfoo's own OpenRouter provider reads.
            if !service.isOpenRouter
                || service.keyVariable != ExportedService.openRouter.keyVariable
            {
                config.append(("apiKeyEnvar", text(service.keyVariable)))
            }
            if let routing = model.routing {
                let body = mapping([("provider", Node(routing: routing))])
                config.append(("passthrough", body))
            }
            if !config.isEmpty { provider.append(("config", mapping(config))) }
            return mapping(provider)
        }
        let comment = """
            # Providers for promptfoo, written by muster. Add prompts and tests to them in a
            # promptfooconfig.yaml.

            """
        return comment + yaml(mapping([("providers", Node(list))]))
    }

    /// Makes an `aliases.json` for simonw/llm with its plugin llm-openrouter.
    ///
    /// The plugin only accepts the catalog's IDs, so aliases use no other spelling.
    package static func llm(_ models: [ExportedModel]) -> String {
        let aliases = Dictionary(
            models.map { ($0.modelID.rawValue, "openrouter/\($0.modelID)") },
            uniquingKeysWith: { first, _ in first }
        )
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        // Encoding strings never fails.
        let data = (try? encoder.encode(aliases)) ?? Data()
        return String(decoding: data, as: UTF8.self) + "\n"
    }

    private static func text(_ text: String) -> Node { .scalar(text.represented()) }

    private static func mapping(_ pairs: [(Node, Node)]) -> Node { Node(pairs) }

    private static func yaml(_ node: Node) -> String {
        (try? Yams.serialize(node: node, width: -1, allowUnicode: true)) ?? ""
    }
}

/// A model in the files of other tools.
package struct ExportedModel: Sendable, Hashable {
    /// The catalog's ID, by which users of the other tool select the model.
    package var modelID: ModelID
    /// The spelling that the other tool sends: the working route, else the model ID.
    package var route: Route
    /// Models to ask if this one does not answer.
    package var fallbacks: [ModelID]
    /// What requests demand of the providers.
    package var routing: ProviderRouting?
    package var service: ExportedService

    package init(
        modelID: ModelID,
        route: Route? = nil,
        fallbacks: [ModelID] = [],
        routing: ProviderRouting? = nil,
        service: ExportedService = .openRouter
    ) {
        self.modelID = modelID
        self.route = route ?? Route(modelID)
        self.fallbacks = fallbacks
        self.routing = routing
        self.service = service
    }
}

/// The service that another tool asks for a model.
package struct ExportedService: Sendable, Hashable {
    /// OpenRouter's own, which the tools know.
    package static let openRouter = ExportedService(
        baseURL: nil,
        keyVariable: "OPENROUTER_API_KEY",
        isOpenRouter: true
    )

    /// `nil` for OpenRouter's own.
    package var baseURL: ServiceURL?
    /// The variable in which the tools expect the key; it must never be another service's.
    package var keyVariable: String
    /// Whether it has OpenRouter's API, rather than OpenAI's alone.
    package var isOpenRouter: Bool

    package init(baseURL: ServiceURL?, keyVariable: String, isOpenRouter: Bool) {
        self.baseURL = baseURL
        self.keyVariable = keyVariable
        self.isOpenRouter = isOpenRouter
    }
}
