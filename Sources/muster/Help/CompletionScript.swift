import ArgumentParser

/// The scripts that complete command lines, as the parser generates them, with the topics of help.
enum CompletionScript {
    /// The script for a shell.
    static func text(for shell: CompletionShell) -> String {
        let script = Muster.completionScript(for: shell)
        let names =
            Muster.shownCommandNames + HelpTopic.allCases.map(\.rawValue)
        return withTopics(names.joined(separator: " "), script, shell) + "\n"
    }

    /// The parser's own `help` knows nothing that could follow it, so that is added here.
    private static func withTopics(
        _ names: String,
        _ script: String,
        _ shell: CompletionShell
    ) -> String {
        switch shell {
        case .zsh:
            return script.replacing("'*:subcommands:'", with: "'*:topic:(\(names))'")
        case .fish:
            let condition = "__muster_should_offer_completions_for_positional \"muster help\" -eq 1"
            return script + "\ncomplete -c 'muster' -n '\(condition)' -fa '\(names)'"
        default:
            let start = "_muster_help() {\n"
            let topics = "    COMPREPLY+=($(compgen -W '\(names)' -- \"${cur}\"))\n"
            guard let range = script.firstRange(of: start),
                let end = script[range.upperBound...].firstRange(of: "}\n")
            else { return script }
            var script = script
            script.insert(contentsOf: topics, at: end.lowerBound)
            return script.replacing(
                "complete -o filenames -F _muster muster",
                with: wholeWords + "complete -o filenames -F _muster_whole_words muster"
            )
        }
    }

    /// Gives bash's words back as they were typed.
    ///
    /// bash takes words apart at colons and at signs (`COMP_WORDBREAKS`), of which model IDs and
    /// filters have many, and replaces only what stands behind the last of them.
    private static let wholeWords = #"""
        _muster_whole_words() {
            local rest="${COMP_LINE}" trimmed word
            local -a words=()
            local -i place=0 index
            local was_joined=false
            for index in "${!COMP_WORDS[@]}"; do
                word="${COMP_WORDS[index]}"
                trimmed="${rest#"${rest%%[![:space:]]*}"}"
                if [[ "${#words[@]}" -gt 0 && "${trimmed}" = "${rest}" && -n "${word}"
                    && ("${word}" = [:@]* || "${words[-1]}" = *[:@]) ]]; then
                    words[-1]+="${word}"
                    was_joined=true
                else
                    words+=("${word}")
                    was_joined=false
                fi
                rest="${trimmed#"${word}"}"
                if [[ "${index}" -eq "${COMP_CWORD}" ]]; then
                    place="${#words[@]}-1"
                    break
                fi
            done

            local current="${words[place]}" kept=''
            # An at sign belongs to what is replaced, a colon does not.
            "${was_joined}" && kept="${current%"${current##*[:@]}"}" && kept="${kept%@}"
            local -a COMP_WORDS=("${words[@]}")
            local -i COMP_CWORD="${place}"
            _muster "${1}" "${current}" "${words[place-1]}"
            COMPREPLY=("${COMPREPLY[@]#"${kept}"}")
            # What is no file is to be typed as it is, unless the shell would take it for its own.
            if [[ "${#COMPREPLY[@]}" -gt 0 && ! -e "${kept}${COMPREPLY[0]}"
                && "${COMPREPLY[*]}" != *[\<\>]* ]]; then
                compopt +o filenames 2>/dev/null
            fi
            if [[ "${COMPREPLY[*]}" = *[:=\<] ]]; then
                compopt -o nospace 2>/dev/null
            fi
        }


        """#
}
