import Foundation
import MusterTestSupport
import Testing

/// The packages, built by their scripts of a binary that stands for the release.
@Suite struct PackageTests {
    static let canBuild = ["dpkg-deb", "dpkg-shlibdeps", "strip"]
        .allSatisfy(HelpDocumentTests.isInstalled)

    @Test(.enabled("dpkg-dev is not installed") { PackageTests.canBuild })
    func itHoldsEveryFileAndIsTheSameEachTime() async throws {
        try await MusterHome.withHome { home in
            var home = home
            home.environment["SOURCE_DATE_EPOCH"] = "1750000000"
            let script = HelpDocumentTests.root.appending(path: "docs/packaging/build-deb").path
            let first = try await home.shell(
                "cd \"$HOME\" && mkdir one two && \"$1\" --binary /bin/true one && \"$1\" --binary /bin/true two",
                [script]
            )
            #expect(first.status == 0, "\(first.errors)")
            let packages = first.output.split(separator: "\n").map(String.init)
            try #require(packages.count == 2)
            let same = try await home.shell("cmp \"$1\" \"$2\"", packages)
            #expect(same.status == 0)

            let contents = try await home.shell("dpkg-deb -c \"$1\"", [packages[0]]).output
            for file in [
                "-rwxr-xr-x root/root .* ./usr/bin/muster",
                "./usr/share/man/man1/muster.1.gz",
                "./usr/share/bash-completion/completions/muster",
                "./usr/share/zsh/vendor-completions/_muster",
                "./usr/share/fish/vendor_completions.d/muster.fish",
                "./usr/share/doc/muster/copyright", "./usr/share/doc/muster/changelog.gz",
            ] {
                #expect(try contents.contains(Regex(file + "\n")), "\(file)")
            }
            let fields = try await home.shell("dpkg-deb -f \"$1\"", [packages[0]]).output
            let version = try await home.run("--version").output.trimmingCharacters(in: .newlines)
            #expect(fields.contains("Version: \(version)-1\n"))
            #expect(fields.contains(/Depends: libc6 .*, ca-certificates\n/))
        }
    }

    private static let canPack = ["strip", "xz", "tar"].allSatisfy(HelpDocumentTests.isInstalled)

    @Test(.enabled("xz or strip is not installed") { PackageTests.canPack })
    func theTarballIsTheSameEachTime() async throws {
        try await MusterHome.withHome { home in
            var home = home
            home.environment["SOURCE_DATE_EPOCH"] = "1750000000"
            let root = HelpDocumentTests.root
            let script = root.appending(path: "docs/packaging/build-tarball").path
            let packed = try await home.shell(
                "cd \"$HOME\" && mkdir one two && \"$1\" --binary /bin/true one && \"$1\" --binary /bin/true two"
                    + " && cmp one/*.xz two/*.xz && cd one && sha256sum -c *.sha256 && tar tf *.xz",
                [script]
            )
            #expect(packed.status == 0, "\(packed.errors)")
            for file in [
                "bin/muster", "share/man/man1/muster.1", "share/zsh/site-functions/_muster",
            ] {
                #expect(packed.output.contains("/\(file)\n"), "\(packed.output)")
            }
        }
    }
}
