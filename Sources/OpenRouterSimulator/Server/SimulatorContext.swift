import Hummingbird
import NIOCore

/// What the responder knows of the connection that a request came on.
struct SimulatorContext: RequestContext {
    /// Hummingbird's own part.
    var coreContext: CoreRequestContextStorage
    /// The connection.
    private let channel: any Channel

    /// Takes the connection from where Hummingbird keeps it.
    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    /// Returns once the client has gone or this task is cancelled.
    func untilClosed() async {
        let (closed, continuation) = AsyncStream<Void>.makeStream(
            bufferingPolicy: .bufferingNewest(1)
        )
        channel.closeFuture.whenComplete { _ in continuation.finish() }
        for await _ in closed {}
    }
}
