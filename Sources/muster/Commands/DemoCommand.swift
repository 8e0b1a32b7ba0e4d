import ArgumentParser
import Foundation
import MusterCore
import OpenRouterSimulator

/// Opens the interface on a simulated service, or serves that alone.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Open the interface on a simulated service.",
        discussion: """
            The demo needs no key and no network, and leaves your files alone: it deletes its \
            databases at the end. It plays OpenRouter, and Hugging Face's router below `\\`. --serve \
            only runs the simulated services, for scripts and tests. There, no key has limits, except \
            sk-or-v1-demo-restricted (some models are excluded), sk-or-v1-demo-budget (it may spend \
            a cent), sk-or-v1-demo-spent (its budget is spent) and sk-or-v1-demo-broke (without \
            credit).
            """
    )

    /// About the pace of a fast model, so that users see the text stream.
    private static let tokensPerSecond = 60.0
    /// Short enough to wait for.
    private static let batchDuration = Duration.seconds(20)
    private static let batchPoll = BatchPoll(first: .seconds(2), last: .seconds(2))

    @OptionGroup var options: GlobalOptions

    @Flag(help: "Serve the simulated service on 127.0.0.1, and print its base URL.")
    var serve = false

    @Option(help: "The port to serve on; 0 is any free one.")
    var port = 0

    func validate() throws {
        guard (0...65_535).contains(port) else {
            throw ValidationError("--port must be between 0 and 65535.")
        }
    }

    func run() async throws {
        let today = Date()
        let configuration = SimulatorConfiguration(
            port: port,
            catalog: .synthetic(today: today, batchRows: true),
            accounts: SimulatorAccount.demo(today: today),
            tokensPerSecond: Self.tokensPerSecond,
            batchDuration: Self.batchDuration
        )
        do {
            if serve {
                try await serveUntilInterrupted(configuration)
            } else {
                try await browse(configuration)
            }
        } catch let error as SimulatorError {
            throw CommandFailure("The simulated service cannot start: \(error)", .unavailable)
        }
    }

    private func serveUntilInterrupted(_ configuration: SimulatorConfiguration) async throws {
        let console = Console(environment: [:], allowsColor: false)
        try await Interruption.run {
            try await SimulatorServer.withServer(configuration) { server in
                try console.print(server.baseURL)
                // Sleeps until interrupted.
                while !Task.isCancelled { try? await Task.sleep(for: .seconds(86_400)) }
            }
        }
        throw CommandFailure("", .interrupted)
    }

    private func demoService(_ kind: ServiceKind, _ url: ServiceURL) -> ServiceSettings {
        ServiceSettings(name: kind.name, baseURL: url, kind: kind)
    }

    private func browse(_ configuration: SimulatorConfiguration) async throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "muster-demo-\(UUID().uuidString)", directoryHint: .isDirectory)
        try PrivateFile.createFolder(at: folder.path)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await SimulatorServer.withServer(configuration) { server in
            try await Session.with(
                options,
                adjusting: { settings in
                    settings.databasePath = folder.appending(path: "demo.sqlite").path
                    settings.demoFolder = folder.path
                    settings.baseURL = ServiceURL(server.baseURL) ?? settings.baseURL
                    settings.services = [
                        demoService(.openRouter, settings.baseURL),
                        demoService(
                            .huggingFace,
                            ServiceURL(server.routerURL) ?? settings.baseURL
                        ),
                    ]
                    settings.service = settings.services[0]
                    settings.batchPoll = Self.batchPoll
                    settings.hubEndpoint = ServiceURL(server.hubURL) ?? settings.hubEndpoint
                    settings.hubToken = nil
                    settings.logPath = folder.appending(path: "muster.log").path
                    settings.keyStore = KeyStore(
                        environmentKey: nil,
                        command: nil,
                        path: folder.appending(path: "key").path
                    )
                }
            ) { session in
                let workspace = try session.openWorkspace()
                let router = try session.switched(to: ServiceKind.huggingFace.name)?.openWorkspace()
                do throws(OperationError) {
                    _ = try await workspace.refresh()
                    _ = try await router?.refresh()
                } catch {
                    throw CommandFailure(error, doing: "The demo's catalog could not be fetched")
                }
                try await Interface.run(
                    session,
                    workspace,
                    keyLabel: "not needed in the demo",
                    isDemo: true
                )
            }
        }
    }
}
