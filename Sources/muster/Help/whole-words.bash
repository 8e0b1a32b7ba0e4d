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
