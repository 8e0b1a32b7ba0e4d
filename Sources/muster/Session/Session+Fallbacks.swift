import MusterCore

extension Session {
    /// Fallbacks of one service, in the order in which they are asked.
    struct FallbackGroup {
        let session: Session
        var names: [String] = []
    }

    /// Groups fallbacks by service without changing their order; the first group, which may be
    /// empty, is this service's.
    ///
    /// `huggingface:Qwen/Qwen3-32B`, or `hub:` for short, is a model of another service.
    func grouped(_ fallbacks: [String]) -> [FallbackGroup] {
        var groups = [FallbackGroup(session: self)]
        for fallback in fallbacks {
            let (session, name) = located(fallback)
            let last = groups.count - 1
            if groups[last].session.settings.service.name == session.settings.service.name {
                groups[last].names.append(name)
            } else {
                groups.append(FallbackGroup(session: session, names: [name]))
            }
        }
        return groups
    }

    private func located(_ fallback: String) -> (session: Session, name: String) {
        let parts = fallback.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return (self, fallback) }
        let session = switched(to: parts[0]) ?? (parts[0] == "hub" ? hub : nil)
        return session.map { ($0, parts[1]) } ?? (self, fallback)
    }

    /// Hugging Face's router, by whatever name; the user's own comes after the built-in one.
    private var hub: Session? {
        settings.reachable.last { $0.kind == .huggingFace }.flatMap { switched(to: $0.name) }
    }
}
