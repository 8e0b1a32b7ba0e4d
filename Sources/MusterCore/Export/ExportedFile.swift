import Foundation
import Yams

/// Writes configuration files for other tools that run batches.
package enum ExportedFile {
    /// Makes a YAML configuration for LiteLLM's proxy (https://docs.litellm.ai/docs/proxy/configs).
    ///
    /// It omits fallbacks that are not among `models`, because the proxy only knows the models of
    /// its list. A `baseURL` of `nil` means OpenRouter's own, which the proxy knows.
    package static func litellm(
        _ models: [ExportedModel],
        baseURL: ServiceURL?,
        keyVariable: String
    ) -> String {
        let list = models.map { model in
            var parameters: [(Node, Node)] = [
                ("model", text("openrouter/\(model.route)")),
                ("api_key", text("os.environ/\(keyVariable)")),
            ]
            if let baseURL { parameters.append(("api_base", text(baseURL.string))) }
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
        let comment = """
            # Models for LiteLLM's proxy, written by muster. Start it with:
            #   LITELLM_MASTER_KEY=sk-... \(keyVariable)=... litellm --config THIS_FILE

            """
        return comment + yaml(mapping(root))
    }

    /// Makes a YAML list of promptfoo providers
    /// (https://www.promptfoo.dev/docs/providers/openrouter).
    ///
    /// A `baseURL` of `nil` means OpenRouter's own, which promptfoo knows.
    package static func promptfoo(
        _ models: [ExportedModel],
        baseURL: ServiceURL?,
        keyVariable: String
    ) -> String {
        let list = models.map { model in
            var provider: [(Node, Node)] = [("id", text("openrouter:\(model.route)"))]
            if model.route != Route(model.modelID) {
                provider.append(("label", text(model.modelID.rawValue)))
            }
            var config: [(Node, Node)] = []
            if let baseURL { config.append(("apiBaseUrl", text(baseURL.string))) }
            // The variable that promptfoo's own OpenRouter provider reads.
            if keyVariable != "OPENROUTER_API_KEY" {
                config.append(("apiKeyEnvar", text(keyVariable)))
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

    package init(
        modelID: ModelID,
        route: Route? = nil,
        fallbacks: [ModelID] = [],
        routing: ProviderRouting? = nil
    ) {
        self.modelID = modelID
        self.route = route ?? Route(modelID)
        self.fallbacks = fallbacks
        self.routing = routing
    }
}
