import Foundation

/// What of a batch was submitted to the service: lines of JSON in a file beside the results.
///
/// A line is on the disk before a submission begins, and another after its outcome is known, so
/// that no kill can make a submission forgotten or repeated. Whoever writes it has the results open
/// for appending, which only one process at a time may.
package actor BatchJournal {
    /// A line.
    private struct Entry: Codable {
        enum Event: String, Codable {
            case sending
            case submitted
            /// What was taken for its batch is another run's.
            case unclear
            /// Some of its answers are in the results; others were not asked for.
            case collected
            case void
            case over
        }

        var event: Event
        var chunk: String
        /// As in ISO 8601.
        var at: String
        var batch: String?
        /// The user's name for the service.
        var service: String?
        var model: String?
        var customIDs: [String]?
        var reserved: String?
        var status: String?
        /// How many answers came.
        var answers: Int?
        /// Why it is void, for whoever reads the file.
        var reason: String?

        private enum CodingKeys: String, CodingKey {
            case event, chunk, at, batch, service, model, reserved, status, answers, reason
            case customIDs = "custom_ids"
        }
    }

    package nonisolated let path: String
    /// The user's name for the service that is asked.
    private let service: String?
    private let time: TimeSource
    package private(set) var chunks: [SubmittedChunk] = []
    /// Chunks that are free in memory, and not yet in the file.
    private var freed: [SubmittedChunk] = []
    /// The length of all whole lines.
    private var size: UInt64 = 0
    private var handle: FileHandle?

    /// Reads the journal of a results file; one that is missing is empty.
    ///
    /// Throws `BatchError.foreignJournal` if a line but the last is not an entry.
    package init(
        besides results: String,
        of service: String?,
        time: TimeSource = .system
    ) throws(BatchError) {
        path = "\(results).journal"
        self.service = service
        self.time = time
        guard FileManager.default.fileExists(atPath: path) else { return }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw .unreadableResults(.system(path))
        }
        let decoder = JSONDecoder()
        var number = 0
        var rest = data[...]
        while let end = rest.firstLineFeed {
            number += 1
            guard let entry = try? decoder.decode(Entry.self, from: rest[..<end]) else {
                throw .foreignJournal(path: path, line: number)
            }
            Self.apply(entry, to: &chunks)
            rest = rest[(end + 1)...]
        }
        // A killed process may have left the beginning of a line, which counts as not written.
        size = UInt64(data.count - rest.count)
    }

    package var open: [SubmittedChunk] { chunks.filter(\.isOpen) }

    /// What was submitted to this service.
    var own: [SubmittedChunk] { chunks.filter { !isElsewhere($0) } }

    /// What this service may still answer.
    var ownOpen: [SubmittedChunk] { own.filter(\.isOpen) }

    /// Throws ``BatchError/submittedElsewhere(path:service:)`` if another service may still answer
    /// what a batch asks.
    func requireOwn(_ plan: BatchPlan) throws(BatchError) {
        for chunk in open where isElsewhere(chunk) {
            if chunk.customIDs.contains(where: { plan.submitted[$0] != nil }) {
                throw .submittedElsewhere(path: path, service: chunk.service ?? "")
            }
        }
    }

    /// Whether another service has it, which alone can tell how it ended.
    func isElsewhere(_ chunk: SubmittedChunk) -> Bool {
        guard let service, let own = chunk.service else { return false }
        return ServiceURL.differ(own, service)
    }

    /// Notes that a submission begins; returns its chunk.
    func begin(
        _ modelID: ModelID,
        _ customIDs: [String],
        reserved: Decimal?
    ) throws(BatchError) -> SubmittedChunk {
        let id = UUID().uuidString.lowercased()
        try append(
            Entry(
                event: .sending,
                chunk: id,
                at: now,
                service: service,
                model: modelID.rawValue,
                customIDs: customIDs,
                reserved: reserved.map { "\($0)" }
            )
        )
        return chunks[chunks.count - 1]
    }

    func note(_ chunk: SubmittedChunk, submittedAs job: BatchJob.ID) throws(BatchError) {
        try append(Entry(event: .submitted, chunk: chunk.id, at: now, batch: job))
    }

    /// Notes that a batch was not this chunk's.
    func note(_ chunk: SubmittedChunk, isNot job: BatchJob.ID) throws(BatchError) {
        try append(Entry(event: .unclear, chunk: chunk.id, at: now, batch: job))
    }

    /// Notes which of a chunk's answers are in the results, besides those that are noted already.
    func note(_ chunk: SubmittedChunk, collected names: Set<String>) throws(BatchError) {
        let new = names.subtracting(chunk.collected).sorted()
        guard !new.isEmpty else { return }
        try append(Entry(event: .collected, chunk: chunk.id, at: now, customIDs: new))
    }

    func note(void chunk: SubmittedChunk, because reason: String) throws(BatchError) {
        try append(Entry(event: .void, chunk: chunk.id, at: now, reason: reason))
    }

    /// Frees the requests of a submission that the service does not have.
    ///
    /// Only `noteFreed()` writes it down, because the user may still say no.
    func free(_ chunk: SubmittedChunk) {
        guard let index = chunks.lastIndex(where: { $0.id == chunk.id }) else { return }
        chunks[index].state = .void
        freed.append(chunk)
    }

    func noteFreed() throws(BatchError) {
        while let chunk = freed.last {
            try note(void: chunk, because: "not found; sent again on request")
            freed.removeLast()
        }
    }

    /// Notes that all answers are in the results, and how many came.
    func note(_ chunk: SubmittedChunk, over job: BatchJob, answers: Int) throws(BatchError) {
        try append(
            Entry(
                event: .over,
                chunk: chunk.id,
                at: now,
                batch: job.id,
                status: job.status.rawValue,
                answers: answers
            )
        )
    }

    private var now: String { time.now().formatted(.iso8601) }

    private static func apply(_ entry: Entry, to chunks: inout [SubmittedChunk]) {
        if entry.event == .sending {
            chunks.append(
                SubmittedChunk(
                    id: entry.chunk,
                    modelID: ModelID(rawValue: entry.model ?? ""),
                    customIDs: entry.customIDs ?? [],
                    reserved: entry.reserved.flatMap { DecimalNumber($0)?.value },
                    service: entry.service,
                    sentAt: (try? Date(entry.at, strategy: .iso8601)) ?? .distantPast
                )
            )
            return
        }
        guard let index = chunks.lastIndex(where: { $0.id == entry.chunk }) else { return }
        if entry.event == .collected {
            chunks[index].collected.formUnion(entry.customIDs ?? [])
            return
        }
        chunks[index].answers = entry.answers
        chunks[index].state =
            switch (entry.event, entry.batch) {
            case (.submitted, let job?): .submitted(job)
            case (.unclear, _): .unclear
            case (.over, let job?):
                .over(job, entry.status.flatMap { BatchJob.Status(rawValue: $0) } ?? .completed)
            default: .void
            }
    }

    private func append(_ entry: Entry) throws(BatchError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            let line = try encoder.encode(entry) + [0x0A]
            let handle = try handle ?? opened()
            try handle.write(contentsOf: line)
            try handle.synchronize()
            size += UInt64(line.count)
        } catch {
            try? handle?.truncate(atOffset: size)
            throw .results(FileFailure(path: path, reason: error.localizedDescription))
        }
        Self.apply(entry, to: &chunks)
    }

    private func opened() throws -> FileHandle {
        if !FileManager.default.fileExists(atPath: path) {
            try Data().write(to: URL(filePath: path), options: .withoutOverwriting)
        }
        let handle = try FileHandle(forUpdating: URL(filePath: path))
        try handle.truncate(atOffset: size)
        self.handle = handle
        return handle
    }
}
