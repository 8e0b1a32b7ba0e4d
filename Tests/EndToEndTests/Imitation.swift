import Foundation
import MusterTestSupport
import OpenRouterSimulator
import Testing

/// Another service, answering as the real one does, and what muster must make of it.
struct Imitation: Sendable, CustomTestStringConvertible {
    let name: String
    var kind = "openai"
    var path = "/v1"
    /// The ID of a model in its list.
    let model: String
    /// Its answer to `GET /models`.
    let list: String
    /// Its answer to a route that it lacks.
    let missing: Reply
    /// Other routes, below the server's root.
    var routes: [String: Reply] = [:]
    /// The chunks of its streamed answer "Hi there", without the end mark.
    let chunks: [String]
    /// Its answer to a model that it has not.
    let unknown: Reply
    /// Context, and input price for a million tokens, as `list --json` has them.
    var context: Int?
    var price: String?
    /// What a shallow check makes of the model.
    var check = (status: Int32(75), badge: "unknown")

    struct Reply: Sendable {
        var status = 200
        var type = "application/json"
        let body: String
    }

    var testDescription: String { name }

    /// Lets a server imitate it below a path of its own; returns the base URL.
    func play(on server: SimulatorServer) -> String {
        let root = "/\(name)"
        func set(_ reply: Reply, _ path: String) {
            server.setRoute(
                ScriptedAnswer(
                    status: reply.status,
                    headers: ["Content-Type": reply.type],
                    body: Data(reply.body.utf8)
                ),
                for: root + path
            )
        }
        for route in ["/models/\(model)/endpoints", "/model/info", "/key", "/credits"] {
            set(missing, path + route)
        }
        set(Reply(body: list), path + "/models")
        let stream = (chunks + ["[DONE]"]).map { "data: \($0)\n\n" }.joined()
        set(Reply(type: "text/event-stream", body: stream), path + "/chat/completions")
        for (route, reply) in routes { set(reply, route) }
        return server.baseURL.replacing("/api/v1", with: root + path)
    }

    /// From now on no model is known.
    func forget(on server: SimulatorServer) {
        let answer = ScriptedAnswer(
            status: unknown.status,
            headers: ["Content-Type": unknown.type],
            body: Data(unknown.body.utf8)
        )
        server.setRoute(answer, for: "/\(name)\(path)/chat/completions")
    }
}

extension Imitation {
    static let all = [vLLM, ollama, together, groq, liteLLM, llamaCpp, vercel, router]

    private static func chunks(_ model: String, more: String = "", usage: String) -> [String] {
        func chunk(_ choices: String, _ rest: String = "") -> String {
            #"{"id":"chatcmpl-7a1","object":"chat.completion.chunk","created":1790000000,"model":"#
                + #""\#(model)"\#(more),"choices":[\#(choices)]\#(rest)}"#
        }
        func delta(_ delta: String, _ reason: String = "null") -> String {
            #"{"index":0,"delta":{\#(delta)},"logprobs":null,"finish_reason":\#(reason)}"#
        }
        return [
            chunk(delta(#""role":"assistant","content":"""#)), chunk(delta(#""content":"Hi""#)),
            chunk(delta(#""content":" there""#)), chunk(delta("", #""stop""#)),
            chunk("", #","usage":\#(usage)"#),
        ]
    }

    private static let usage = #"{"prompt_tokens":9,"completion_tokens":3,"total_tokens":12}"#

    private static let vLLM = Imitation(
        name: "vllm",
        model: "Qwen/Qwen3-32B",
        list: #"""
            {"object":"list","data":[{"id":"Qwen/Qwen3-32B","object":"model","created":1790000000,
            "owned_by":"vllm","root":"Qwen/Qwen3-32B","parent":null,"max_model_len":40960,
            "permission":[{"id":"modelperm-1","object":"model_permission","allow_sampling":true}]}]}
            """#,
        missing: Reply(status: 404, body: #"{"detail":"Not Found"}"#),
        chunks: chunks("Qwen/Qwen3-32B", usage: usage),
        unknown: Reply(
            status: 404,
            body: #"""
                {"error":{"message":"The model `Qwen/Qwen3-32B` does not exist.","type":"NotFoundError",
                "param":"model","code":404}}
                """#
        ),
        context: 40960
    )

    private static let ollama = Imitation(
        name: "ollama",
        model: "qwen2.5:7b",
        list: #"""
            {"object":"list","data":[{"id":"qwen2.5:7b","object":"model","created":1790000000,
            "owned_by":"library"}]}
            """#,
        missing: Reply(status: 404, type: "text/plain", body: "404 page not found"),
        routes: [
            "/api/show": Reply(
                body: #"""
                    {"license":"Apache","modelfile":"FROM x","details":{"family":"qwen2"},"model_info":
                    {"general.architecture":"qwen2","qwen2.attention.head_count":28,
                    "qwen2.context_length":32768},"capabilities":["completion","tools"]}
                    """#
            )
        ],
        chunks: chunks("qwen2.5:7b", more: #","system_fingerprint":"fp_ollama""#, usage: usage),
        unknown: Reply(
            status: 404,
            body: #"""
                {"error":{"message":"model \"qwen2.5:7b\" not found, try pulling it first",
                "type":"api_error","param":null,"code":null}}
                """#
        ),
        context: 32768
    )

    private static let together = Imitation(
        name: "together",
        model: "meta-llama/Llama-3.3-70B-Instruct-Turbo",
        list: #"""
            [{"id":"meta-llama/Llama-3.3-70B-Instruct-Turbo","object":"model","created":0,"type":"chat",
            "running":false,"display_name":"Meta Llama 3.3 70B Instruct Turbo","organization":"Meta",
            "context_length":131072,"config":{"stop":["<|eot_id|>"]},
            "pricing":{"hourly":0,"input":0.88,"output":0.88,"base":0,"finetune":0}}]
            """#,
        missing: Reply(
            status: 404,
            body: #"{"error":{"message":"Not found","type":"invalid_request_error"}}"#
        ),
        chunks: chunks("meta-llama/Llama-3.3-70B-Instruct-Turbo", usage: usage),
        unknown: Reply(
            status: 404,
            body: #"""
                {"id":"o1","error":{"message":"Unable to access model x. Please visit https://api.together.ai",
                "type":"invalid_request_error","param":null,"code":"model_not_available"}}
                """#
        ),
        context: 131_072
    )

    private static let groq = Imitation(
        name: "groq",
        path: "/openai/v1",
        model: "llama-3.3-70b-versatile",
        list: #"""
            {"object":"list","data":[{"id":"llama-3.3-70b-versatile","object":"model","created":1733447754,
            "owned_by":"Meta","active":true,"context_window":131072,"public_apps":null,
            "max_completion_tokens":32768}]}
            """#,
        missing: Reply(
            status: 404,
            body: #"""
                {"error":{"message":"Unknown request URL: GET /openai/v1/x. Please check the URL for typos",
                "type":"invalid_request_error","code":"unknown_url"}}
                """#
        ),
        chunks: chunks(
            "llama-3.3-70b-versatile",
            more: #","system_fingerprint":"fp_1","x_groq":{"id":"req_1"}"#,
            usage: usage
        ),
        unknown: Reply(
            status: 404,
            body: #"""
                {"error":{"message":"The model `llama-3.3-70b-versatile` does not exist or you do not have access to it.",
                "type":"invalid_request_error","code":"model_not_found"}}
                """#
        ),
        context: 131_072
    )

    private static let liteLLM = Imitation(
        name: "litellm",
        model: "my-gpt",
        list: #"""
            {"data":[{"id":"my-gpt","object":"model","created":1677610602,"owned_by":"openai"}],
            "object":"list"}
            """#,
        missing: Reply(status: 404, body: #"{"detail":"Not Found"}"#),
        routes: [
            "/v1/model/info": Reply(
                body: #"""
                    {"data":[{"model_name":"my-gpt","litellm_params":{"model":"openai/gpt-4o-mini"},
                    "model_info":{"id":"abc","db_model":false,"max_tokens":16384,"max_input_tokens":128000,
                    "max_output_tokens":16384,"input_cost_per_token":1.5e-07,
                    "output_cost_per_token":6e-07,"supports_function_calling":true}}]}
                    """#
            )
        ],
        chunks: chunks("my-gpt", usage: usage),
        unknown: Reply(
            status: 400,
            body: #"""
                {"error":{"message":"/chat/completions: Invalid model name passed in model=my-gpt.",
                "type":"invalid_request_error","param":"model","code":"400"}}
                """#
        ),
        context: 128_000,
        price: "0.15"
    )

    private static let llamaCpp = Imitation(
        name: "llamacpp",
        model: "tiny.gguf",
        list: #"""
            {"models":[{"name":"tiny.gguf","model":"tiny.gguf"}],"object":"list","data":[{"id":"tiny.gguf",
            "object":"model","created":1790000000,"owned_by":"llamacpp","meta":{"vocab_type":2,
            "n_vocab":151936,"n_ctx":8192,"n_ctx_train":32768,"n_embd":896,"n_params":494032768}}]}
            """#,
        missing: Reply(
            status: 404,
            body:
                #"{"error":{"code":404,"message":"File Not Found","type":"not_found_error"}}"#
        ),
        chunks: chunks("tiny.gguf", usage: usage),
        unknown: Reply(
            status: 503,
            body:
                #"{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}"#
        ),
        context: 8192
    )

    private static let vercel = Imitation(
        name: "vercel",
        kind: "vercel",
        model: "alibaba/qwen-3-32b",
        list: #"""
            {"object":"list","data":[{"id":"alibaba/qwen-3-32b","object":"model","created":1755815280,
            "released":1745000000,"owned_by":"alibaba","name":"Qwen 3 32B","description":"Dense.",
            "context_window":40960,"max_tokens":16384,"type":"language","tags":["reasoning","tool-use"],
            "pricing":{"input":"0.0000001","output":"0.0000003"}}]}
            """#,
        missing: Reply(status: 404, body: #"{"error":{"message":"Not found","type":"not_found"}}"#),
        routes: [
            "/v1/models/alibaba/qwen-3-32b/endpoints": Reply(
                body: #"""
                    {"data":{"id":"alibaba/qwen-3-32b","name":"Qwen 3 32B","endpoints":[{"name":"deepinfra | x",
                    "model_name":"Qwen 3 32B","context_length":40960,"pricing":{"prompt":"0.0000001",
                    "completion":"0.0000003"},"provider_name":"deepinfra","tag":"deepinfra","quantization":null,
                    "max_completion_tokens":16384,"supported_parameters":["tools"],"status":0,
                    "uptime_last_30m":99.9}]}}
                    """#
            )
        ],
        chunks: chunks("alibaba/qwen-3-32b", usage: usage),
        unknown: Reply(
            status: 404,
            body: #"""
                {"error":{"message":"Model 'alibaba/qwen-3-32b' not found","type":"model_not_found"}}
                """#
        ),
        context: 40960,
        price: "0.1",
        check: (0, "reachable")
    )

    private static let router = Imitation(
        name: "hf-router",
        kind: "huggingface",
        model: "Qwen/Qwen3-32B",
        list: #"""
            {"object":"list","data":[{"id":"Qwen/Qwen3-32B","object":"model","created":1745757266,
            "owned_by":"Qwen","architecture":{"input_modalities":["text"],"output_modalities":["text"]},
            "providers":[{"provider":"novita","status":"live","context_length":40960,"pricing":
            {"input":0.1,"output":0.45},"supports_tools":true,"supports_structured_output":false},
            {"provider":"nebius","status":"error"}]}]}
            """#,
        missing: Reply(status: 404, type: "text/plain", body: "Not Found"),
        routes: [
            "/v1/models/Qwen/Qwen3-32B": Reply(
                body: #"""
                    {"id":"Qwen/Qwen3-32B","object":"model","providers":[{"provider":"novita","status":"live",
                    "context_length":40960,"pricing":{"input":0.1,"output":0.45}}]}
                    """#
            )
        ],
        chunks: chunks("Qwen/Qwen3-32B", usage: usage),
        unknown: Reply(
            status: 400,
            body: #"""
                {"error":{"message":"The requested model 'Qwen/Qwen3-32B' is not supported by any provider you have enabled.",
                "type":"invalid_request_error","param":"model","code":"model_not_supported"}}
                """#
        ),
        context: 40960,
        price: "0.1",
        check: (0, "reachable")
    )
}
