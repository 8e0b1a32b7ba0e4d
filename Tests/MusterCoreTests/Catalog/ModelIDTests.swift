import MusterCore
import Testing

@Suite struct ModelIDTests {
    @Test(
        arguments: [
            "meta-llama/llama-3.1-405b", "agentica-org/deepcoder-14b-preview:free",
            "~anthropic/claude-sonnet-latest", "x", "A/B", "a/b/c",
            String(repeating: "a", count: 200),
        ]
    )
    func printableIDsAreKeptByteForByte(text: String) {
        #expect(ModelID(validating: text)?.rawValue == text)
    }

    @Test(
        arguments: [
            "", " ", "a b", "a\n", "a/é", "a\u{1B}[31m", "a\u{00}", "a\u{7F}", "世界/x",
            "../../etc/passwd", "a/..", "./a",
            String(repeating: "a", count: 201),
        ]
    )
    func oddIDsAreRefused(text: String) {
        #expect(ModelID(validating: text) == nil)
    }

    @Test(arguments: Parts.all)
    func partsAreFound(parts: Parts) {
        let id = ModelID(rawValue: parts.id)
        #expect(id.author == parts.author)
        #expect(id.variant.map(String.init) == parts.variant)
        #expect(id.base.rawValue == parts.base)
        #expect(id.canonicalSlug == parts.slug)
        #expect("\(id)" == parts.id)
    }

    @Test func idsAreOrderedAsText() {
        let ids = ["b/a", "a/b:free", "a/b", "~a/b"].map(ModelID.init(rawValue:))
        #expect(ids.sorted().map(\.rawValue) == ["a/b", "a/b:free", "b/a", "~a/b"])
    }

    struct Parts: Sendable {
        let id: String
        let author: String
        let variant: String?
        let base: String
        let slug: String

        static let all = [
            Parts(
                id: "meta-llama/llama-3.1-405b",
                author: "meta-llama",
                variant: nil,
                base: "meta-llama/llama-3.1-405b",
                slug: "meta-llama_llama-3.1-405b"
            ),
            Parts(
                id: "agentica-org/deepcoder-14b-preview:free",
                author: "agentica-org",
                variant: "free",
                base: "agentica-org/deepcoder-14b-preview",
                slug: "agentica-org_deepcoder-14b-preview:free"
            ),
            Parts(
                id: "~anthropic/claude-sonnet-latest",
                author: "anthropic",
                variant: nil,
                base: "~anthropic/claude-sonnet-latest",
                slug: "~anthropic_claude-sonnet-latest"
            ),
            Parts(id: "plain", author: "plain", variant: nil, base: "plain", slug: "plain"),
            Parts(id: "a/b/c:x", author: "a", variant: "x", base: "a/b/c", slug: "a_b_c:x"),
            // A tag of Ollama's names other weights.
            Parts(id: "q2:7b", author: "q2:7b", variant: nil, base: "q2:7b", slug: "q2:7b"),
        ]
    }
}
