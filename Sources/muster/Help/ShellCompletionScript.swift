import ArgumentParser

/// The shells' completion scripts: the parser's, plus the words after `help`, which the parser does
/// not know.
enum ShellCompletionScript {
    static func text(for shell: CompletionShell) -> String {
        let script = Muster.completionScript(for: shell)
        let names = HelpTopic.namesAfterHelp.joined(separator: " ")
        switch shell {
        case .zsh:
            return script.replacing("'*:subcommands:'", with: "'*:topic:(\(names))'") + "\n"
        case .fish:
            let condition = "__muster_should_offer_completions_for_positional \"muster help\" -eq 1"
            return script + "\ncomplete -c 'muster' -n '\(condition)' -fa '\(names)'\n"
        default:
            // The later definition or registration wins.
            return """
                \(script)
                _muster_help() {
                    COMPREPLY+=($(compgen -W '\(names)' -- "${cur}"))
                }

                \(String(decoding: PackageResources.whole_words_bash, as: UTF8.self))
                complete -o filenames -F _muster_whole_words muster

                """
        }
    }
}
