import ArgumentParser
@main struct Muster: AsyncParsableCommand { mutating func run() async throws { print("muster") } }
