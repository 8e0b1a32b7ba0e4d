import ArgumentParser
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "demo")
    @OptionGroup var options: GlobalOptions
    func run() async throws {}
}
