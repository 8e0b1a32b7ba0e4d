/// Limits the time of a whole exchange, including its body.
///
/// AsyncHTTPClient's own deadline ends with the head of the answer.
enum Deadline {
    /// Runs `body`, and cancels it if it takes longer than `limit`.
    ///
    /// Throws what `body` throws, or a failure of kind `timeout`.
    static func run<Value: Sendable>(
        _ limit: Duration,
        _ body: @escaping @Sendable () async throws(ServiceFailure) -> Value
    ) async throws(ServiceFailure) -> Value {
        let result = await withTaskGroup(of: Result<Value, ServiceFailure>.self) { group in
            group.addTask {
                do throws(ServiceFailure) {
                    return .success(try await body())
                } catch {
                    return .failure(error)
                }
            }
            group.addTask {
                do {
                    try await Task.sleep(for: limit)
                    return .failure(.late(beyond: limit))
                } catch {
                    return .failure(ServiceFailure(.cancelled, message: "cancelled"))
                }
            }
            defer { group.cancelAll() }
            return await group.next()
        }
        guard let result else { throw ServiceFailure(.cancelled, message: "cancelled") }
        return try result.get()
    }
}
