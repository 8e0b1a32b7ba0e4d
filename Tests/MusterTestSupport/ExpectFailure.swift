package import MusterCore
package import Testing

/// Expects that `body` throws a service failure of one kind.
package func expectFailure<Value>(
    _ kind: ServiceFailure.Kind,
    sourceLocation: SourceLocation = #_sourceLocation,
    _ body: () async throws -> Value
) async {
    let error = await #expect(throws: ServiceFailure.self, sourceLocation: sourceLocation) {
        _ = try await body()
    }
    #expect(error?.kind == kind, sourceLocation: sourceLocation)
}
