#!/bin/bash

__muster_cursor_index_in_current_word() {
    local remaining="${COMP_LINE}"

    local word
    for word in "${COMP_WORDS[@]::COMP_CWORD}"; do
        remaining="${remaining##*([[:space:]])"${word}"*([[:space:]])}"
    done

    local -ir index="$((COMP_POINT - ${#COMP_LINE} + ${#remaining}))"
    if [[ "${index}" -le 0 ]]; then
        printf 0
    else
        printf %s "${index}"
    fi
}

# positional arguments:
#
# - 1: the current (sub)command's count of positional arguments
#
# required variables:
#
# - repeating_flags: the repeating flags that the current (sub)command can accept
# - non_repeating_flags: the non-repeating flags that the current (sub)command can accept
# - repeating_options: the repeating options that the current (sub)command can accept
# - non_repeating_options: the non-repeating options that the current (sub)command can accept
# - positional_number: value ignored
# - unparsed_words: unparsed words from the current command line
#
# modified variables:
#
# - non_repeating_flags: remove flags for this (sub)command that are already on the command line
# - non_repeating_options: remove options for this (sub)command that are already on the command line
# - positional_number: set to the current positional number
# - unparsed_words: remove all flags, options, and option values for this (sub)command
__muster_offer_flags_options() {
    local -ir positional_count="${1}"
    positional_number=0

    local was_flag_option_terminator_seen=false
    local is_parsing_option_value=false

    local -ar unparsed_word_indices=("${!unparsed_words[@]}")
    local -i word_index
    for word_index in "${unparsed_word_indices[@]}"; do
        if "${is_parsing_option_value}"; then
            # This word is an option value:
            # Reset marker for next word iff not currently the last word
            [[ "${word_index}" -ne "${unparsed_word_indices[${#unparsed_word_indices[@]} - 1]}" ]] && is_parsing_option_value=false
            unset "unparsed_words[${word_index}]"
            # Do not process this word as a flag or an option
            continue
        fi

        local word="${unparsed_words["${word_index}"]}"
        if ! "${was_flag_option_terminator_seen}"; then
            case "${word}" in
            --)
                unset "unparsed_words[${word_index}]"
                # by itself -- is a flag/option terminator, but if it is the last word, it is the start of a completion
                if [[ "${word_index}" -ne "${unparsed_word_indices[${#unparsed_word_indices[@]} - 1]}" ]]; then
                    was_flag_option_terminator_seen=true
                fi
                continue
                ;;
            -*)
                # ${word} is a flag or an option
                # If ${word} is an option, mark that the next word to be parsed is an option value
                local option
                for option in "${repeating_options[@]}" "${non_repeating_options[@]}"; do
                    [[ "${word}" = "${option}" ]] && is_parsing_option_value=true && break
                done

                # Remove ${word} from ${non_repeating_flags} or ${non_repeating_options} so it isn't offered again
                local not_found=true
                local -i index
                for index in "${!non_repeating_flags[@]}"; do
                    if [[ "${non_repeating_flags[${index}]}" = "${word}" ]]; then
                        unset "non_repeating_flags[${index}]"
                        non_repeating_flags=("${non_repeating_flags[@]}")
                        not_found=false
                        break
                    fi
                done
                if "${not_found}"; then
                    for index in "${!non_repeating_flags[@]}"; do
                        if [[ "${non_repeating_flags[${index}]}" = "${word}" ]]; then
                            unset "non_repeating_flags[${index}]"
                            non_repeating_flags=("${non_repeating_flags[@]}")
                            break
                        fi
                    done
                fi
                unset "unparsed_words[${word_index}]"
                continue
                ;;
            esac
        fi

        # ${word} is neither a flag, nor an option, nor an option value
        if [[ "${positional_number}" -lt "${positional_count}" || "${positional_count}" -lt 0 ]]; then
            # ${word} is a positional
            ((positional_number++))
            unset "unparsed_words[${word_index}]"
        else
            if [[ -z "${word}" ]]; then
                # Could be completing a flag, option, or subcommand
                positional_number=-1
            else
                # ${word} is a subcommand or invalid, so stop processing this (sub)command
                positional_number=-2
            fi
            break
        fi
    done

    unparsed_words=("${unparsed_words[@]}")

    if\
        ! "${was_flag_option_terminator_seen}"\
        && ! "${is_parsing_option_value}"\
        && [[ ("${cur}" = -* && "${positional_number}" -ge 0) || "${positional_number}" -eq -1 ]]
    then
        COMPREPLY+=($(compgen -W "${repeating_flags[*]} ${non_repeating_flags[*]} ${repeating_options[*]} ${non_repeating_options[*]}" -- "${cur}"))
    fi
}

__muster_add_completions() {
    local completion
    while IFS='' read -r completion; do
        COMPREPLY+=("${completion}")
    done < <(IFS=$'\n' compgen "${@}" -- "${cur}")
}

__muster_custom_complete() {
    if [[ -n "${cur}" || -z ${COMP_WORDS[${COMP_CWORD}]} || "${COMP_LINE:${COMP_POINT}:1}" != ' ' ]]; then
        local -ar words=("${COMP_WORDS[@]}")
    else
        local -ar words=("${COMP_WORDS[@]::${COMP_CWORD}}" '' "${COMP_WORDS[@]:${COMP_CWORD}}")
    fi

    "${COMP_WORDS[0]}" "${@}" "${words[@]}"
}

_muster() {
    local state
    state="$(shopt -p;shopt -po)"
    trap "${state//$'\n'/;}" RETURN
    shopt -s extglob
    set +o history +o posix

    local -xr SAP_SHELL=bash
    local -x SAP_SHELL_VERSION
    SAP_SHELL_VERSION="$(IFS='.';printf %s "${BASH_VERSINFO[*]}")"
    local -r SAP_SHELL_VERSION

    local -r cur="${2}"
    local -r prev="${3}"

    local -i positional_number
    local -a unparsed_words=("${COMP_WORDS[@]:1:${COMP_CWORD}}")

    local -a repeating_flags=()
    local -a non_repeating_flags=(--version -h --help)
    local -a repeating_options=()
    local -a non_repeating_options=()
    __muster_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    browse|demo|refresh|backfill|list|show|check|why|generate|history|slate|batch|export|enable|disable|identify|pick|key|doctor|help)
        # Offer subcommand argument completions
        "_muster_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'browse demo refresh backfill list show check why generate history slate batch export enable disable identify pick key doctor help' -- "${cur}"))
        ;;
    esac
}

_muster_browse() {
    repeating_flags=()
    non_repeating_flags=(--ascii --screen-reader --no-color --verbose --version -h --help)
    repeating_options=()
    non_repeating_options=(--database --base-url --service --config --theme)
    __muster_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--database')
        __muster_add_completions -f
        return
        ;;
    '--base-url')
        return
        ;;
    '--service')
        __muster_add_completions -W "$(__muster_custom_complete ---completion browse -- --service "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    '--config')
        __muster_add_completions -f
        return
        ;;
    '--theme')
        __muster_add_completions -W "$(__muster_custom_complete ---completion browse -- --theme "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_muster_demo() {
    repeating_flags=()
    non_repeating_flags=(--ascii --screen-reader --no-color --verbose --serve --version -h --help)
    repeating_options=()
    non_repeating_options=(--database --base-url --service --config --theme --port)
    __muster_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--database')
        __muster_add_completions -f
        return
        ;;
    '--base-url')
        return
        ;;
    '--service')
        __muster_add_completions -W "$(__muster_custom_complete ---completion demo -- --service "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    '--config')
        __muster_add_completions -f
        return
        ;;
    '--theme')
        __muster_add_completions -W "$(__muster_custom_complete ---completion demo -- --theme "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    '--port')
        return
        ;;
    esac
}

_muster_refresh() {
    repeating_flags=()
    non_repeating_flags=(--ascii --screen-reader --no-color --verbose --force --json --version -h --help)
    repeating_options=()
    non_repeating_options=(--database --base-url --service --config --theme)
    __muster_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--database')
        __muster_add_completions -f
        return
        ;;
    '--base-url')
        return
        ;;
    '--service')
        __muster_add_completions -W "$(__muster_custom_complete ---completion refresh -- --service "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    '--config')
        __muster_add_completions -f
        return
        ;;
    '--theme')
        __muster_add_completions -W "$(__muster_custom_complete ---completion refresh -- --theme "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_muster_backfill() {
    repeating_flags=()
    non_repeating_flags=(--ascii --screen-reader --no-color --verbose --verify --json --version -h --help)
    repeating_options=()
    non_repeating_options=(--database --base-url --service --config --theme)
    __muster_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--database')
        __muster_add_completions -f
        return
        ;;
    '--base-url')
        return
        ;;
    '--service')
        __muster_add_completions -W "$(__muster_custom_complete ---completion backfill -- --service "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    '--config')
        __muster_add_completions -f
        return
        ;;
    '--theme')
        __muster_add_completions -W "$(__muster_custom_complete ---completion backfill -- --theme "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_muster_list() {
    repeating_flags=()
    non_repeating_flags=(--ascii --screen-reader --no-color --verbose --reverse --all --json --plot --version -h --help)
    repeating_options=()
    non_repeating_options=(--database --base-url --service --config --theme --sort --format --against)
    __muster_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--database')
        __muster_add_completions -f
        return
        ;;
    '--base-url')
        return
        ;;
    '--service')
        __muster_add_completions -W "$(__muster_custom_complete ---completion list -- --service "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    '--config')
        __muster_add_completions -f
        return
        ;;
    '--theme')
        __muster_add_completions -W "$(__muster_custom_complete ---completion list -- --theme "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    '--sort')
        __muster_add_completions -W 'id'$'\n''name'$'\n''hf'$'\n''status'$'\n''context'$'\n''prompt'$'\n''completion'$'\n''created'$'\n''answer'$'\n''checked'$'\n''expires'$'\n''speed'$'\n''latency'$'\n''uptime'$'\n''intelligence'$'\n''coding'$'\n''agentic'$'\n''cutoff'
        return
        ;;
    '--format')
        __muster_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''ids'
        return
        ;;
    '--against')
        __muster_add_completions -W 'context'$'\n''intelligence'$'\n''coding'$'\n''agentic'$'\n''speed'$'\n''latency'$'\n''uptime'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __muster_add_completions -W "$(__muster_custom_complete ---completion list -- positional@0 "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_muster_show() {
    repeating_flags=()
    non_repeating_flags=(--ascii --screen-reader --no-color --verbose --live --plot --json --version -h --help)
    repeating_options=()
    non_repeating_options=(--database --base-url --service --config --theme)
    __muster_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--database')
        __muster_add_completions -f
        return
        ;;
    '--base-url')
        return
        ;;
    '--service')
        __muster_add_completions -W "$(__muster_custom_complete ---completion show -- --service "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    '--config')
        __muster_add_completions -f
        return
        ;;
    '--theme')
        __muster_add_completions -W "$(__muster_custom_complete ---completion show -- --theme "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __muster_add_completions -W "$(__muster_custom_complete ---completion show -- positional@0 "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_muster_check() {
    repeating_flags=()
    non_repeating_flags=(--ascii --screen-reader --no-color --verbose --deep --tools --structured --stale --dry-run --json --version -h --help)
    repeating_options=()
    non_repeating_options=(--database --base-url --service --config --theme --filter --provider --budget --max-cost)
    __muster_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--database')
        __muster_add_completions -f
        return
        ;;
    '--base-url')
        return
        ;;
    '--service')
        __muster_add_completions -W "$(__muster_custom_complete ---completion check -- --service "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    '--config')
        __muster_add_completions -f
        return
        ;;
    '--theme')
        __muster_add_completions -W "$(__muster_custom_complete ---completion check -- --theme "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    '--filter')
        __muster_add_completions -W "$(__muster_custom_complete ---completion check -- --filter "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    '--provider')
        return
        ;;
    '--budget')
        return
        ;;
    '--max-cost')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __muster_add_completions -W "$(__muster_custom_complete ---completion check -- positional@0 "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_muster_why() {
    repeating_flags=()
    non_repeating_flags=(--ascii --screen-reader --no-color --verbose --json --version -h --help)
    repeating_options=()
    non_repeating_options=(--database --base-url --service --config --theme)
    __muster_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--database')
        __muster_add_completions -f
        return
        ;;
    '--base-url')
        return
        ;;
    '--service')
        __muster_add_completions -W "$(__muster_custom_complete ---completion why -- --service "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    '--config')
        __muster_add_completions -f
        return
        ;;
    '--theme')
        __muster_add_completions -W "$(__muster_custom_complete ---completion why -- --theme "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __muster_add_completions -W "$(__muster_custom_complete ---completion why -- positional@0 "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_muster_generate() {
    repeating_flags=()
    non_repeating_flags=(--ascii --screen-reader --no-color --verbose --no-fallback --json --version -h --help)
    repeating_options=(--fallback)
    non_repeating_options=(--database --base-url --service --config --theme --system --max-tokens --temperature --reasoning-effort --timeout)
    __muster_offer_flags_options 2

    # Offer option value completions
    case "${prev}" in
    '--database')
        __muster_add_completions -f
        return
        ;;
    '--base-url')
        return
        ;;
    '--service')
        __muster_add_completions -W "$(__muster_custom_complete ---completion generate -- --service "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    '--config')
        __muster_add_completions -f
        return
        ;;
    '--theme')
        __muster_add_completions -W "$(__muster_custom_complete ---completion generate -- --theme "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    '--system')
        return
        ;;
    '--max-tokens')
        return
        ;;
    '--fallback')
        __muster_add_completions -W "$(__muster_custom_complete ---completion generate -- --fallback "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    '--temperature')
        return
        ;;
    '--reasoning-effort')
        __muster_add_completions -W 'max'$'\n''xhigh'$'\n''high'$'\n''medium'$'\n''low'$'\n''minimal'$'\n''none'
        return
        ;;
    '--timeout')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __muster_add_completions -W "$(__muster_custom_complete ---completion generate -- positional@0 "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_muster_history() {
    repeating_flags=()
    non_repeating_flags=(--ascii --screen-reader --no-color --verbose --forget --yes --json --version -h --help)
    repeating_options=()
    non_repeating_options=(--database --base-url --service --config --theme --search --limit --format --before)
    __muster_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--database')
        __muster_add_completions -f
        return
        ;;
    '--base-url')
        return
        ;;
    '--service')
        __muster_add_completions -W "$(__muster_custom_complete ---completion history -- --service "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    '--config')
        __muster_add_completions -f
        return
        ;;
    '--theme')
        __muster_add_completions -W "$(__muster_custom_complete ---completion history -- --theme "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    '--search')
        return
        ;;
    '--limit')
        return
        ;;
    '--format')
        __muster_add_completions -W 'markdown'$'\n''json'
        return
        ;;
    '--before')
        return
        ;;
    esac
}

_muster_slate() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __muster_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    save|verify)
        # Offer subcommand argument completions
        "_muster_slate_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'save verify' -- "${cur}"))
        ;;
    esac
}

_muster_slate_save() {
    repeating_flags=()
    non_repeating_flags=(--ascii --screen-reader --no-color --verbose --pin --force --version -h --help)
    repeating_options=()
    non_repeating_options=(--database --base-url --service --config --theme --filter)
    __muster_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--database')
        __muster_add_completions -f
        return
        ;;
    '--base-url')
        return
        ;;
    '--service')
        __muster_add_completions -W "$(__muster_custom_complete ---completion slate save -- --service "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    '--config')
        __muster_add_completions -f
        return
        ;;
    '--theme')
        __muster_add_completions -W "$(__muster_custom_complete ---completion slate save -- --theme "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    '--filter')
        __muster_add_completions -W "$(__muster_custom_complete ---completion slate save -- --filter "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __muster_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    *)
        __muster_add_completions -W "$(__muster_custom_complete ---completion slate save -- positional@1 "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_muster_slate_verify() {
    repeating_flags=()
    non_repeating_flags=(--ascii --screen-reader --no-color --verbose --deep --json --version -h --help)
    repeating_options=()
    non_repeating_options=(--database --base-url --service --config --theme)
    __muster_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--database')
        __muster_add_completions -f
        return
        ;;
    '--base-url')
        return
        ;;
    '--service')
        __muster_add_completions -W "$(__muster_custom_complete ---completion slate verify -- --service "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    '--config')
        __muster_add_completions -f
        return
        ;;
    '--theme')
        __muster_add_completions -W "$(__muster_custom_complete ---completion slate verify -- --theme "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __muster_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    esac
}

_muster_batch() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __muster_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    run|merge|summary|import|status|cancel)
        # Offer subcommand argument completions
        "_muster_batch_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'run merge summary import status cancel' -- "${cur}"))
        ;;
    esac
}

_muster_batch_run() {
    repeating_flags=()
    non_repeating_flags=(--ascii --screen-reader --no-color --verbose --yes --retry-failed --retry-temporary --resubmit --dry-run --no-fallback --json --version -h --help)
    repeating_options=()
    non_repeating_options=(--database --base-url --service --config --theme -o --output --engine --concurrency --max-cost --max-tokens --prompts-format --template --shard)
    __muster_offer_flags_options 2

    # Offer option value completions
    case "${prev}" in
    '--database')
        __muster_add_completions -f
        return
        ;;
    '--base-url')
        return
        ;;
    '--service')
        __muster_add_completions -W "$(__muster_custom_complete ---completion batch run -- --service "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    '--config')
        __muster_add_completions -f
        return
        ;;
    '--theme')
        __muster_add_completions -W "$(__muster_custom_complete ---completion batch run -- --theme "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    '-o'|'--output')
        __muster_add_completions -o plusdirs -fX '!*.@(jsonl)'
        return
        ;;
    '--engine')
        __muster_add_completions -W 'here'$'\n''openrouter'
        return
        ;;
    '--concurrency')
        return
        ;;
    '--max-cost')
        return
        ;;
    '--max-tokens')
        return
        ;;
    '--prompts-format')
        __muster_add_completions -W 'jsonl'$'\n''csv'$'\n''tsv'$'\n''lines'
        return
        ;;
    '--template')
        __muster_add_completions -f
        return
        ;;
    '--shard')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __muster_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    2)
        __muster_add_completions -o plusdirs -fX '!*.@(jsonl)'
        return
        ;;
    esac
}

_muster_batch_merge() {
    repeating_flags=()
    non_repeating_flags=(--ascii --screen-reader --no-color --verbose --force --version -h --help)
    repeating_options=()
    non_repeating_options=(--database --base-url --service --config --theme -o --output)
    __muster_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--database')
        __muster_add_completions -f
        return
        ;;
    '--base-url')
        return
        ;;
    '--service')
        __muster_add_completions -W "$(__muster_custom_complete ---completion batch merge -- --service "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    '--config')
        __muster_add_completions -f
        return
        ;;
    '--theme')
        __muster_add_completions -W "$(__muster_custom_complete ---completion batch merge -- --theme "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    '-o'|'--output')
        __muster_add_completions -o plusdirs -fX '!*.@(jsonl)'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __muster_add_completions -o plusdirs -fX '!*.@(jsonl)'
        return
        ;;
    esac
}

_muster_batch_summary() {
    repeating_flags=()
    non_repeating_flags=(--ascii --screen-reader --no-color --verbose --json --version -h --help)
    repeating_options=()
    non_repeating_options=(--database --base-url --service --config --theme)
    __muster_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--database')
        __muster_add_completions -f
        return
        ;;
    '--base-url')
        return
        ;;
    '--service')
        __muster_add_completions -W "$(__muster_custom_complete ---completion batch summary -- --service "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    '--config')
        __muster_add_completions -f
        return
        ;;
    '--theme')
        __muster_add_completions -W "$(__muster_custom_complete ---completion batch summary -- --theme "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __muster_add_completions -o plusdirs -fX '!*.@(jsonl)'
        return
        ;;
    esac
}

_muster_batch_import() {
    repeating_flags=()
    non_repeating_flags=(--ascii --screen-reader --no-color --verbose --version -h --help)
    repeating_options=()
    non_repeating_options=(--database --base-url --service --config --theme --slate --prompts -o --output)
    __muster_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--database')
        __muster_add_completions -f
        return
        ;;
    '--base-url')
        return
        ;;
    '--service')
        __muster_add_completions -W "$(__muster_custom_complete ---completion batch import -- --service "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    '--config')
        __muster_add_completions -f
        return
        ;;
    '--theme')
        __muster_add_completions -W "$(__muster_custom_complete ---completion batch import -- --theme "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    '--slate')
        __muster_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    '--prompts')
        __muster_add_completions -f
        return
        ;;
    '-o'|'--output')
        __muster_add_completions -o plusdirs -fX '!*.@(jsonl)'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __muster_add_completions -o plusdirs -fX '!*.@(jsonl)'
        return
        ;;
    esac
}

_muster_batch_status() {
    repeating_flags=()
    non_repeating_flags=(--ascii --screen-reader --no-color --verbose --json --version -h --help)
    repeating_options=()
    non_repeating_options=(--database --base-url --service --config --theme)
    __muster_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--database')
        __muster_add_completions -f
        return
        ;;
    '--base-url')
        return
        ;;
    '--service')
        __muster_add_completions -W "$(__muster_custom_complete ---completion batch status -- --service "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    '--config')
        __muster_add_completions -f
        return
        ;;
    '--theme')
        __muster_add_completions -W "$(__muster_custom_complete ---completion batch status -- --theme "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __muster_add_completions -o plusdirs -fX '!*.@(jsonl)'
        return
        ;;
    esac
}

_muster_batch_cancel() {
    repeating_flags=()
    non_repeating_flags=(--ascii --screen-reader --no-color --verbose --yes --version -h --help)
    repeating_options=()
    non_repeating_options=(--database --base-url --service --config --theme)
    __muster_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--database')
        __muster_add_completions -f
        return
        ;;
    '--base-url')
        return
        ;;
    '--service')
        __muster_add_completions -W "$(__muster_custom_complete ---completion batch cancel -- --service "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    '--config')
        __muster_add_completions -f
        return
        ;;
    '--theme')
        __muster_add_completions -W "$(__muster_custom_complete ---completion batch cancel -- --theme "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __muster_add_completions -o plusdirs -fX '!*.@(jsonl)'
        return
        ;;
    esac
}

_muster_export() {
    repeating_flags=()
    non_repeating_flags=(--ascii --screen-reader --no-color --verbose --force --version -h --help)
    repeating_options=()
    non_repeating_options=(--database --base-url --service --config --theme --format --slate --prompts --results --shards -o --output)
    __muster_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--database')
        __muster_add_completions -f
        return
        ;;
    '--base-url')
        return
        ;;
    '--service')
        __muster_add_completions -W "$(__muster_custom_complete ---completion export -- --service "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    '--config')
        __muster_add_completions -f
        return
        ;;
    '--theme')
        __muster_add_completions -W "$(__muster_custom_complete ---completion export -- --theme "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    '--format')
        __muster_add_completions -W 'ids'$'\n''csv'$'\n''json'$'\n''litellm'$'\n''promptfoo'$'\n''llm'$'\n''openai-batch'$'\n''k8s'$'\n''ray'
        return
        ;;
    '--slate')
        __muster_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    '--prompts')
        __muster_add_completions -f
        return
        ;;
    '--results')
        __muster_add_completions -o plusdirs -fX '!*.@(jsonl)'
        return
        ;;
    '--shards')
        return
        ;;
    '-o'|'--output')
        __muster_add_completions -f
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __muster_add_completions -W "$(__muster_custom_complete ---completion export -- positional@0 "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_muster_enable() {
    repeating_flags=()
    non_repeating_flags=(--ascii --screen-reader --no-color --verbose --json --version -h --help)
    repeating_options=()
    non_repeating_options=(--database --base-url --service --config --theme)
    __muster_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--database')
        __muster_add_completions -f
        return
        ;;
    '--base-url')
        return
        ;;
    '--service')
        __muster_add_completions -W "$(__muster_custom_complete ---completion enable -- --service "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    '--config')
        __muster_add_completions -f
        return
        ;;
    '--theme')
        __muster_add_completions -W "$(__muster_custom_complete ---completion enable -- --theme "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __muster_add_completions -W "$(__muster_custom_complete ---completion enable -- positional@0 "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_muster_disable() {
    repeating_flags=()
    non_repeating_flags=(--ascii --screen-reader --no-color --verbose --json --version -h --help)
    repeating_options=()
    non_repeating_options=(--database --base-url --service --config --theme --reason)
    __muster_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--database')
        __muster_add_completions -f
        return
        ;;
    '--base-url')
        return
        ;;
    '--service')
        __muster_add_completions -W "$(__muster_custom_complete ---completion disable -- --service "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    '--config')
        __muster_add_completions -f
        return
        ;;
    '--theme')
        __muster_add_completions -W "$(__muster_custom_complete ---completion disable -- --theme "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    '--reason')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __muster_add_completions -W "$(__muster_custom_complete ---completion disable -- positional@0 "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_muster_identify() {
    repeating_flags=()
    non_repeating_flags=(--ascii --screen-reader --no-color --verbose --json --version -h --help)
    repeating_options=()
    non_repeating_options=(--database --base-url --service --config --theme)
    __muster_offer_flags_options 2

    # Offer option value completions
    case "${prev}" in
    '--database')
        __muster_add_completions -f
        return
        ;;
    '--base-url')
        return
        ;;
    '--service')
        __muster_add_completions -W "$(__muster_custom_complete ---completion identify -- --service "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    '--config')
        __muster_add_completions -f
        return
        ;;
    '--theme')
        __muster_add_completions -W "$(__muster_custom_complete ---completion identify -- --theme "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __muster_add_completions -W "$(__muster_custom_complete ---completion identify -- positional@0 "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_muster_pick() {
    repeating_flags=()
    non_repeating_flags=(--ascii --screen-reader --no-color --verbose --multi --version -h --help)
    repeating_options=()
    non_repeating_options=(--database --base-url --service --config --theme)
    __muster_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--database')
        __muster_add_completions -f
        return
        ;;
    '--base-url')
        return
        ;;
    '--service')
        __muster_add_completions -W "$(__muster_custom_complete ---completion pick -- --service "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    '--config')
        __muster_add_completions -f
        return
        ;;
    '--theme')
        __muster_add_completions -W "$(__muster_custom_complete ---completion pick -- --theme "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __muster_add_completions -W "$(__muster_custom_complete ---completion pick -- positional@0 "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_muster_key() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __muster_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    set|show|forget)
        # Offer subcommand argument completions
        "_muster_key_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'set show forget' -- "${cur}"))
        ;;
    esac
}

_muster_key_set() {
    repeating_flags=()
    non_repeating_flags=(--ascii --screen-reader --no-color --verbose --version -h --help)
    repeating_options=()
    non_repeating_options=(--database --base-url --service --config --theme)
    __muster_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--database')
        __muster_add_completions -f
        return
        ;;
    '--base-url')
        return
        ;;
    '--service')
        __muster_add_completions -W "$(__muster_custom_complete ---completion key set -- --service "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    '--config')
        __muster_add_completions -f
        return
        ;;
    '--theme')
        __muster_add_completions -W "$(__muster_custom_complete ---completion key set -- --theme "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_muster_key_show() {
    repeating_flags=()
    non_repeating_flags=(--ascii --screen-reader --no-color --verbose --json --version -h --help)
    repeating_options=()
    non_repeating_options=(--database --base-url --service --config --theme)
    __muster_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--database')
        __muster_add_completions -f
        return
        ;;
    '--base-url')
        return
        ;;
    '--service')
        __muster_add_completions -W "$(__muster_custom_complete ---completion key show -- --service "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    '--config')
        __muster_add_completions -f
        return
        ;;
    '--theme')
        __muster_add_completions -W "$(__muster_custom_complete ---completion key show -- --theme "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_muster_key_forget() {
    repeating_flags=()
    non_repeating_flags=(--ascii --screen-reader --no-color --verbose --version -h --help)
    repeating_options=()
    non_repeating_options=(--database --base-url --service --config --theme)
    __muster_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--database')
        __muster_add_completions -f
        return
        ;;
    '--base-url')
        return
        ;;
    '--service')
        __muster_add_completions -W "$(__muster_custom_complete ---completion key forget -- --service "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    '--config')
        __muster_add_completions -f
        return
        ;;
    '--theme')
        __muster_add_completions -W "$(__muster_custom_complete ---completion key forget -- --theme "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_muster_doctor() {
    repeating_flags=()
    non_repeating_flags=(--ascii --screen-reader --no-color --verbose --check --compact --json --version -h --help)
    repeating_options=()
    non_repeating_options=(--database --base-url --service --config --theme)
    __muster_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--database')
        __muster_add_completions -f
        return
        ;;
    '--base-url')
        return
        ;;
    '--service')
        __muster_add_completions -W "$(__muster_custom_complete ---completion doctor -- --service "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    '--config')
        __muster_add_completions -f
        return
        ;;
    '--theme')
        __muster_add_completions -W "$(__muster_custom_complete ---completion doctor -- --theme "${COMP_CWORD}" "$(__muster_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_muster_help() {
    repeating_flags=()
    non_repeating_flags=(--version)
    repeating_options=()
    non_repeating_options=()
    __muster_offer_flags_options -1
}

complete -o filenames -F _muster muster
_muster_help() {
    COMPREPLY+=($(compgen -W 'browse demo refresh backfill list show check why generate history slate batch export enable disable identify pick key doctor filters keys availability batch services words configuration environment files exit-codes themes troubleshooting security' -- "${cur}"))
}

# Gives bash's words back as they were typed. bash takes words apart at colons and at signs
# (COMP_WORDBREAKS), of which model IDs and filters have many, and replaces only what stands behind
# the last of them.
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

complete -o filenames -F _muster_whole_words muster
