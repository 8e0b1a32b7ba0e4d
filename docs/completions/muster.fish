function __muster_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __muster_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __muster_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __muster_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __muster_parse_tokens -S
    set -l unparsed_tokens (__muster_tokens -pc)
    switch $unparsed_tokens[1]
    case 'muster'
        __muster_parse_subcommand 0 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'browse'
            __muster_parse_subcommand 0 'database=' 'base-url=' 'service=' 'config=' 'theme=' 'ascii' 'screen-reader' 'no-color' 'verbose' 'version' 'h/help'
        case 'demo'
            __muster_parse_subcommand 0 'database=' 'base-url=' 'service=' 'config=' 'theme=' 'ascii' 'screen-reader' 'no-color' 'verbose' 'serve' 'port=' 'version' 'h/help'
        case 'refresh'
            __muster_parse_subcommand 0 'database=' 'base-url=' 'service=' 'config=' 'theme=' 'ascii' 'screen-reader' 'no-color' 'verbose' 'force' 'json' 'version' 'h/help'
        case 'backfill'
            __muster_parse_subcommand 0 'database=' 'base-url=' 'service=' 'config=' 'theme=' 'ascii' 'screen-reader' 'no-color' 'verbose' 'verify' 'json' 'version' 'h/help'
        case 'list'
            __muster_parse_subcommand -r 1 'database=' 'base-url=' 'service=' 'config=' 'theme=' 'ascii' 'screen-reader' 'no-color' 'verbose' 'sort=' 'reverse' 'all' 'format=' 'json' 'plot' 'against=' 'version' 'h/help'
        case 'show'
            __muster_parse_subcommand 1 'database=' 'base-url=' 'service=' 'config=' 'theme=' 'ascii' 'screen-reader' 'no-color' 'verbose' 'live' 'plot' 'json' 'version' 'h/help'
        case 'check'
            __muster_parse_subcommand -r 1 'database=' 'base-url=' 'service=' 'config=' 'theme=' 'ascii' 'screen-reader' 'no-color' 'verbose' 'filter=' 'deep' 'tools' 'structured' 'provider=' 'stale' 'budget=' 'max-cost=' 'dry-run' 'json' 'version' 'h/help'
        case 'why'
            __muster_parse_subcommand 1 'database=' 'base-url=' 'service=' 'config=' 'theme=' 'ascii' 'screen-reader' 'no-color' 'verbose' 'json' 'version' 'h/help'
        case 'generate'
            __muster_parse_subcommand 2 'database=' 'base-url=' 'service=' 'config=' 'theme=' 'ascii' 'screen-reader' 'no-color' 'verbose' 'system=' 'max-tokens=' 'fallback=+' 'no-fallback' 'temperature=' 'reasoning-effort=' 'timeout=' 'json' 'version' 'h/help'
        case 'history'
            __muster_parse_subcommand -r 1 'database=' 'base-url=' 'service=' 'config=' 'theme=' 'ascii' 'screen-reader' 'no-color' 'verbose' 'search=' 'limit=' 'format=' 'forget' 'before=' 'yes' 'json' 'version' 'h/help'
        case 'slate'
            __muster_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'save'
                __muster_parse_subcommand -r 2 'database=' 'base-url=' 'service=' 'config=' 'theme=' 'ascii' 'screen-reader' 'no-color' 'verbose' 'filter=' 'pin' 'force' 'version' 'h/help'
            case 'verify'
                __muster_parse_subcommand 1 'database=' 'base-url=' 'service=' 'config=' 'theme=' 'ascii' 'screen-reader' 'no-color' 'verbose' 'deep' 'json' 'version' 'h/help'
            end
        case 'batch'
            __muster_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'run'
                __muster_parse_subcommand 2 'database=' 'base-url=' 'service=' 'config=' 'theme=' 'ascii' 'screen-reader' 'no-color' 'verbose' 'o/output=' 'engine=' 'concurrency=' 'max-cost=' 'max-tokens=' 'prompts-format=' 'template=' 'shard=' 'yes' 'retry-failed' 'retry-temporary' 'resubmit' 'dry-run' 'no-fallback' 'json' 'version' 'h/help'
            case 'merge'
                __muster_parse_subcommand -r 1 'database=' 'base-url=' 'service=' 'config=' 'theme=' 'ascii' 'screen-reader' 'no-color' 'verbose' 'o/output=' 'force' 'version' 'h/help'
            case 'summary'
                __muster_parse_subcommand 1 'database=' 'base-url=' 'service=' 'config=' 'theme=' 'ascii' 'screen-reader' 'no-color' 'verbose' 'json' 'version' 'h/help'
            case 'import'
                __muster_parse_subcommand 1 'database=' 'base-url=' 'service=' 'config=' 'theme=' 'ascii' 'screen-reader' 'no-color' 'verbose' 'slate=' 'prompts=' 'o/output=' 'version' 'h/help'
            case 'status'
                __muster_parse_subcommand 1 'database=' 'base-url=' 'service=' 'config=' 'theme=' 'ascii' 'screen-reader' 'no-color' 'verbose' 'json' 'version' 'h/help'
            case 'cancel'
                __muster_parse_subcommand 1 'database=' 'base-url=' 'service=' 'config=' 'theme=' 'ascii' 'screen-reader' 'no-color' 'verbose' 'yes' 'version' 'h/help'
            end
        case 'export'
            __muster_parse_subcommand -r 1 'database=' 'base-url=' 'service=' 'config=' 'theme=' 'ascii' 'screen-reader' 'no-color' 'verbose' 'format=' 'slate=' 'prompts=' 'results=' 'shards=' 'o/output=' 'force' 'version' 'h/help'
        case 'enable'
            __muster_parse_subcommand -r 1 'database=' 'base-url=' 'service=' 'config=' 'theme=' 'ascii' 'screen-reader' 'no-color' 'verbose' 'json' 'version' 'h/help'
        case 'disable'
            __muster_parse_subcommand -r 1 'database=' 'base-url=' 'service=' 'config=' 'theme=' 'ascii' 'screen-reader' 'no-color' 'verbose' 'reason=' 'json' 'version' 'h/help'
        case 'identify'
            __muster_parse_subcommand 2 'database=' 'base-url=' 'service=' 'config=' 'theme=' 'ascii' 'screen-reader' 'no-color' 'verbose' 'json' 'version' 'h/help'
        case 'pick'
            __muster_parse_subcommand -r 1 'database=' 'base-url=' 'service=' 'config=' 'theme=' 'ascii' 'screen-reader' 'no-color' 'verbose' 'multi' 'version' 'h/help'
        case 'key'
            __muster_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'set'
                __muster_parse_subcommand 0 'database=' 'base-url=' 'service=' 'config=' 'theme=' 'ascii' 'screen-reader' 'no-color' 'verbose' 'version' 'h/help'
            case 'show'
                __muster_parse_subcommand 0 'database=' 'base-url=' 'service=' 'config=' 'theme=' 'ascii' 'screen-reader' 'no-color' 'verbose' 'json' 'version' 'h/help'
            case 'forget'
                __muster_parse_subcommand 0 'database=' 'base-url=' 'service=' 'config=' 'theme=' 'ascii' 'screen-reader' 'no-color' 'verbose' 'version' 'h/help'
            end
        case 'doctor'
            __muster_parse_subcommand 0 'database=' 'base-url=' 'service=' 'config=' 'theme=' 'ascii' 'screen-reader' 'no-color' 'verbose' 'check' 'compact' 'json' 'version' 'h/help'
        case 'help'
            __muster_parse_subcommand -r 1 'version'
        end
    end
end

function __muster_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __muster_parse_subcommand -S -a positional_count
    argparse -s r -- $argv
    set -l option_specs $argv[2..]
    set -l is_repeating_positional $_flag_r
    set -el _flag_r
    set -a commands $unparsed_tokens[1]
    set positional_index 0
    while true
        set -e unparsed_tokens[1]
        argparse -sn "$commands" $option_specs -- $unparsed_tokens 2> /dev/null
        set unparsed_tokens $argv
        set positional_index (math $positional_index + 1)
        for non_repeating_flag_or_option in $non_repeating_flags_or_options
            if set -ql "_flag_$(string replace -a - _ -- $non_repeating_flag_or_option)"
                set non_repeating_flags_or_options_absent 1
                break
            end
        end
        test (count $unparsed_tokens) -eq 0 -o \( -z "$is_repeating_positional" -a "$positional_index" -gt "$positional_count" \) && break
    end
end

function __muster_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __muster_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__muster_tokens -p)
    if test -z "$(__muster_tokens -t)"
        set -l index (count (__muster_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'muster' -f
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster" version' -l 'version' -d 'Show the version.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster" -eq 1' -fa 'browse' -d 'Open the interface, as muster does without a command.'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster" -eq 1' -fa 'demo' -d 'Open the interface on a simulated service.'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster" -eq 1' -fa 'refresh' -d 'Fetch the catalog.'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster" -eq 1' -fa 'backfill' -d 'Fill in missing Hugging Face IDs.'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster" -eq 1' -fa 'list' -d 'List the catalog.'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster" -eq 1' -fa 'show' -d 'Print all that is known of one model.'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster" -eq 1' -fa 'check' -d 'Find out which models answer.'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster" -eq 1' -fa 'why' -d 'Print the dated evidence behind a model\'s badge.'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster" -eq 1' -fa 'generate' -d 'Stream a model\'s answer to standard output.'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster" -eq 1' -fa 'history' -d 'Print past generations, or forget them.'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster" -eq 1' -fa 'slate' -d 'Save the models picked for a batch, and verify them.'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster" -eq 1' -fa 'batch' -d 'Run prompts on every model of a slate, and work with the results.'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster" -eq 1' -fa 'export' -d 'Write models for LiteLLM, promptfoo, llm and others.'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster" -eq 1' -fa 'enable' -d 'Allow models to be used again.'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster" -eq 1' -fa 'disable' -d 'Mark models as never to be used.'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster" -eq 1' -fa 'identify' -d 'Set a model\'s Hugging Face ID by hand; nothing overwrites it.'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster" -eq 1' -fa 'pick' -d 'Choose models in the interface, and print their IDs.'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster" -eq 1' -fa 'key' -d 'Set, locate or forget the API key.'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster" -eq 1' -fa 'doctor' -d 'Print what a bug report needs; there is no secret in it.'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster browse" database' -l 'database' -d 'The database file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster browse" base-url' -l 'base-url' -d 'The service, such as https://openrouter.ai/api/v1.' -rfka ''
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster browse" service' -l 'service' -d 'A service of the configuration, or a built-in one.' -rfka '(__muster_custom_completion ---completion browse -- --service (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster browse" config' -l 'config' -d 'The configuration file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster browse" theme' -l 'theme' -d 'The theme of the interface.' -rfka '(__muster_custom_completion ---completion browse -- --theme (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster browse" ascii' -l 'ascii' -d 'Draw with ASCII characters only.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster browse" screen-reader' -l 'screen-reader' -d 'Draw the interface for a screen reader.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster browse" no-color' -l 'no-color' -d 'Use no colour.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster browse" verbose' -l 'verbose' -d 'Write more to the log.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster browse" version' -l 'version' -d 'Show the version.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster browse" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster demo" database' -l 'database' -d 'The database file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster demo" base-url' -l 'base-url' -d 'The service, such as https://openrouter.ai/api/v1.' -rfka ''
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster demo" service' -l 'service' -d 'A service of the configuration, or a built-in one.' -rfka '(__muster_custom_completion ---completion demo -- --service (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster demo" config' -l 'config' -d 'The configuration file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster demo" theme' -l 'theme' -d 'The theme of the interface.' -rfka '(__muster_custom_completion ---completion demo -- --theme (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster demo" ascii' -l 'ascii' -d 'Draw with ASCII characters only.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster demo" screen-reader' -l 'screen-reader' -d 'Draw the interface for a screen reader.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster demo" no-color' -l 'no-color' -d 'Use no colour.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster demo" verbose' -l 'verbose' -d 'Write more to the log.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster demo" serve' -l 'serve' -d 'Serve the simulated service on 127.0.0.1, and print its base URL.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster demo" port' -l 'port' -d 'The port to serve on; 0 is any free one.' -rfka ''
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster demo" version' -l 'version' -d 'Show the version.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster demo" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster refresh" database' -l 'database' -d 'The database file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster refresh" base-url' -l 'base-url' -d 'The service, such as https://openrouter.ai/api/v1.' -rfka ''
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster refresh" service' -l 'service' -d 'A service of the configuration, or a built-in one.' -rfka '(__muster_custom_completion ---completion refresh -- --service (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster refresh" config' -l 'config' -d 'The configuration file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster refresh" theme' -l 'theme' -d 'The theme of the interface.' -rfka '(__muster_custom_completion ---completion refresh -- --theme (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster refresh" ascii' -l 'ascii' -d 'Draw with ASCII characters only.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster refresh" screen-reader' -l 'screen-reader' -d 'Draw the interface for a screen reader.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster refresh" no-color' -l 'no-color' -d 'Use no colour.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster refresh" verbose' -l 'verbose' -d 'Write more to the log.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster refresh" force' -l 'force' -d 'Take the catalog even if it has shrunk to less than half.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster refresh" json' -l 'json' -d 'Print the report as JSON.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster refresh" version' -l 'version' -d 'Show the version.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster refresh" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster backfill" database' -l 'database' -d 'The database file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster backfill" base-url' -l 'base-url' -d 'The service, such as https://openrouter.ai/api/v1.' -rfka ''
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster backfill" service' -l 'service' -d 'A service of the configuration, or a built-in one.' -rfka '(__muster_custom_completion ---completion backfill -- --service (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster backfill" config' -l 'config' -d 'The configuration file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster backfill" theme' -l 'theme' -d 'The theme of the interface.' -rfka '(__muster_custom_completion ---completion backfill -- --theme (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster backfill" ascii' -l 'ascii' -d 'Draw with ASCII characters only.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster backfill" screen-reader' -l 'screen-reader' -d 'Draw the interface for a screen reader.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster backfill" no-color' -l 'no-color' -d 'Use no colour.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster backfill" verbose' -l 'verbose' -d 'Write more to the log.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster backfill" verify' -l 'verify' -d 'Compare every ID with the Hub, and correct its case.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster backfill" json' -l 'json' -d 'Print the report as JSON.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster backfill" version' -l 'version' -d 'Show the version.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster backfill" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster list" database' -l 'database' -d 'The database file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster list" base-url' -l 'base-url' -d 'The service, such as https://openrouter.ai/api/v1.' -rfka ''
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster list" service' -l 'service' -d 'A service of the configuration, or a built-in one.' -rfka '(__muster_custom_completion ---completion list -- --service (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster list" config' -l 'config' -d 'The configuration file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster list" theme' -l 'theme' -d 'The theme of the interface.' -rfka '(__muster_custom_completion ---completion list -- --theme (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster list" ascii' -l 'ascii' -d 'Draw with ASCII characters only.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster list" screen-reader' -l 'screen-reader' -d 'Draw the interface for a screen reader.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster list" no-color' -l 'no-color' -d 'Use no colour.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster list" verbose' -l 'verbose' -d 'Write more to the log.'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster list" -ge 1' -fka '(__muster_custom_completion ---completion list -- positional@0 (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster list" sort' -l 'sort' -d 'id, name, hf, status, context, prompt, completion, created, answer, checked, expires, speed, latency, uptime, intelligence, coding, agentic or cutoff; otherwise the best match of the words is first, and without words the list is by id.' -rfka 'id name hf status context prompt completion created answer checked expires speed latency uptime intelligence coding agentic cutoff'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster list" reverse' -l 'reverse' -d 'Reverse the order.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster list" all' -l 'all' -d 'Include disabled and unlisted models.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster list" format' -l 'format' -d 'How the list is written.' -rfka 'table json jsonl csv ids'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster list" json' -l 'json' -d 'The same as --format json.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster list" plot' -l 'plot' -d 'Plot the prices against a measure, in place of a table.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster list" against' -l 'against' -d 'What --plot puts against the price: context, intelligence, coding, agentic, speed, latency or uptime.' -rfka 'context intelligence coding agentic speed latency uptime'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster list" version' -l 'version' -d 'Show the version.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster list" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster show" database' -l 'database' -d 'The database file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster show" base-url' -l 'base-url' -d 'The service, such as https://openrouter.ai/api/v1.' -rfka ''
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster show" service' -l 'service' -d 'A service of the configuration, or a built-in one.' -rfka '(__muster_custom_completion ---completion show -- --service (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster show" config' -l 'config' -d 'The configuration file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster show" theme' -l 'theme' -d 'The theme of the interface.' -rfka '(__muster_custom_completion ---completion show -- --theme (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster show" ascii' -l 'ascii' -d 'Draw with ASCII characters only.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster show" screen-reader' -l 'screen-reader' -d 'Draw the interface for a screen reader.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster show" no-color' -l 'no-color' -d 'Use no colour.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster show" verbose' -l 'verbose' -d 'Write more to the log.'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster show" -eq 1' -fka '(__muster_custom_completion ---completion show -- positional@0 (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster show" live' -l 'live' -d 'Ask the service now, and show what differs.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster show" plot' -l 'plot' -d 'Plot what checks saw over time.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster show" json' -l 'json' -d 'Print it as JSON.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster show" version' -l 'version' -d 'Show the version.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster show" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster check" database' -l 'database' -d 'The database file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster check" base-url' -l 'base-url' -d 'The service, such as https://openrouter.ai/api/v1.' -rfka ''
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster check" service' -l 'service' -d 'A service of the configuration, or a built-in one.' -rfka '(__muster_custom_completion ---completion check -- --service (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster check" config' -l 'config' -d 'The configuration file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster check" theme' -l 'theme' -d 'The theme of the interface.' -rfka '(__muster_custom_completion ---completion check -- --theme (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster check" ascii' -l 'ascii' -d 'Draw with ASCII characters only.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster check" screen-reader' -l 'screen-reader' -d 'Draw the interface for a screen reader.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster check" no-color' -l 'no-color' -d 'Use no colour.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster check" verbose' -l 'verbose' -d 'Write more to the log.'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster check" -ge 1' -fka '(__muster_custom_completion ---completion check -- positional@0 (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster check" filter' -l 'filter' -d 'Check the models that pass this filter.' -rfka '(__muster_custom_completion ---completion check -- --filter (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster check" deep' -l 'deep' -d 'Ask for a small completion, which may cost.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster check" tools' -l 'tools' -d 'With --deep, also find out whether the model calls a tool.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster check" structured' -l 'structured' -d 'With --deep, also find out whether the model keeps to a JSON schema.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster check" provider' -l 'provider' -d 'With --deep, ask this endpoint and no other, such as deepinfra/fp8.' -rfka ''
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster check" stale' -l 'stale' -d 'Leave out models whose badge is still valid.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster check" budget' -l 'budget' -d 'Send at most this many requests.' -rfka ''
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster check" max-cost' -l 'max-cost' -d 'Spend at most this many US dollars.' -rfka ''
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster check" dry-run' -l 'dry-run' -d 'Print the plan and stop.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster check" json' -l 'json' -d 'Print each result as a line of JSON.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster check" version' -l 'version' -d 'Show the version.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster check" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster why" database' -l 'database' -d 'The database file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster why" base-url' -l 'base-url' -d 'The service, such as https://openrouter.ai/api/v1.' -rfka ''
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster why" service' -l 'service' -d 'A service of the configuration, or a built-in one.' -rfka '(__muster_custom_completion ---completion why -- --service (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster why" config' -l 'config' -d 'The configuration file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster why" theme' -l 'theme' -d 'The theme of the interface.' -rfka '(__muster_custom_completion ---completion why -- --theme (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster why" ascii' -l 'ascii' -d 'Draw with ASCII characters only.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster why" screen-reader' -l 'screen-reader' -d 'Draw the interface for a screen reader.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster why" no-color' -l 'no-color' -d 'Use no colour.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster why" verbose' -l 'verbose' -d 'Write more to the log.'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster why" -eq 1' -fka '(__muster_custom_completion ---completion why -- positional@0 (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster why" json' -l 'json' -d 'Print it as JSON.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster why" version' -l 'version' -d 'Show the version.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster why" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster generate" database' -l 'database' -d 'The database file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster generate" base-url' -l 'base-url' -d 'The service, such as https://openrouter.ai/api/v1.' -rfka ''
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster generate" service' -l 'service' -d 'A service of the configuration, or a built-in one.' -rfka '(__muster_custom_completion ---completion generate -- --service (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster generate" config' -l 'config' -d 'The configuration file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster generate" theme' -l 'theme' -d 'The theme of the interface.' -rfka '(__muster_custom_completion ---completion generate -- --theme (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster generate" ascii' -l 'ascii' -d 'Draw with ASCII characters only.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster generate" screen-reader' -l 'screen-reader' -d 'Draw the interface for a screen reader.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster generate" no-color' -l 'no-color' -d 'Use no colour.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster generate" verbose' -l 'verbose' -d 'Write more to the log.'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster generate" -eq 1' -fka '(__muster_custom_completion ---completion generate -- positional@0 (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster generate" system' -l 'system' -d 'The system prompt.' -rfka ''
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster generate" max-tokens' -l 'max-tokens' -d 'The longest answer in tokens, reasoning included.' -rfka ''
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster generate"' -l 'fallback' -d 'Ask this model if those before it do not answer; may be repeated.' -rfka '(__muster_custom_completion ---completion generate -- --fallback (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster generate" no-fallback' -l 'no-fallback' -d 'Ask no other model, whatever the configuration says.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster generate" temperature' -l 'temperature' -d 'How freely the model chooses its words, from 0 to 2.' -rfka ''
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster generate" reasoning-effort' -l 'reasoning-effort' -d 'How much the model thinks first.' -rfka 'max xhigh high medium low minimal none'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster generate" timeout' -l 'timeout' -d 'Give up after this many seconds.' -rfka ''
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster generate" json' -l 'json' -d 'Print the result as JSON when it is complete.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster generate" version' -l 'version' -d 'Show the version.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster generate" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster history" database' -l 'database' -d 'The database file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster history" base-url' -l 'base-url' -d 'The service, such as https://openrouter.ai/api/v1.' -rfka ''
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster history" service' -l 'service' -d 'A service of the configuration, or a built-in one.' -rfka '(__muster_custom_completion ---completion history -- --service (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster history" config' -l 'config' -d 'The configuration file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster history" theme' -l 'theme' -d 'The theme of the interface.' -rfka '(__muster_custom_completion ---completion history -- --theme (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster history" ascii' -l 'ascii' -d 'Draw with ASCII characters only.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster history" screen-reader' -l 'screen-reader' -d 'Draw the interface for a screen reader.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster history" no-color' -l 'no-color' -d 'Use no colour.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster history" verbose' -l 'verbose' -d 'Write more to the log.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster history" search' -l 'search' -d 'List those whose prompt, answer or model ID contains this text.' -rfka ''
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster history" limit' -l 'limit' -d 'List at most this many.' -rfka ''
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster history" format' -l 'format' -d 'With an ID: the format of the generation.' -rfka 'markdown json'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster history" forget' -l 'forget' -d 'Delete generations.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster history" before' -l 'before' -d 'With --forget: all that are older than this.' -rfka ''
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster history" yes' -l 'yes' -d 'With --forget: do not ask.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster history" json' -l 'json' -d 'Print it as JSON.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster history" version' -l 'version' -d 'Show the version.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster history" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster slate" version' -l 'version' -d 'Show the version.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster slate" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster slate" -eq 1' -fa 'save' -d 'Write picked models to a file, with what muster knows of them.'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster slate" -eq 1' -fa 'verify' -d 'Find out whether the models of a slate still answer, and what changed.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster slate save" database' -l 'database' -d 'The database file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster slate save" base-url' -l 'base-url' -d 'The service, such as https://openrouter.ai/api/v1.' -rfka ''
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster slate save" service' -l 'service' -d 'A service of the configuration, or a built-in one.' -rfka '(__muster_custom_completion ---completion slate save -- --service (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster slate save" config' -l 'config' -d 'The configuration file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster slate save" theme' -l 'theme' -d 'The theme of the interface.' -rfka '(__muster_custom_completion ---completion slate save -- --theme (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster slate save" ascii' -l 'ascii' -d 'Draw with ASCII characters only.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster slate save" screen-reader' -l 'screen-reader' -d 'Draw the interface for a screen reader.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster slate save" no-color' -l 'no-color' -d 'Use no colour.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster slate save" verbose' -l 'verbose' -d 'Write more to the log.'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster slate save" -eq 1' -fa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster slate save" -ge 2' -fka '(__muster_custom_completion ---completion slate save -- positional@1 (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster slate save" filter' -l 'filter' -d 'Take the models, or the named ones, that pass this filter.' -rfka '(__muster_custom_completion ---completion slate save -- --filter (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster slate save" pin' -l 'pin' -d 'Pin each model to the endpoint that answered last, so that a batch asks no other.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster slate save" force' -l 'force' -d 'Replace the file even if it is not a slate.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster slate save" version' -l 'version' -d 'Show the version.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster slate save" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster slate verify" database' -l 'database' -d 'The database file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster slate verify" base-url' -l 'base-url' -d 'The service, such as https://openrouter.ai/api/v1.' -rfka ''
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster slate verify" service' -l 'service' -d 'A service of the configuration, or a built-in one.' -rfka '(__muster_custom_completion ---completion slate verify -- --service (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster slate verify" config' -l 'config' -d 'The configuration file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster slate verify" theme' -l 'theme' -d 'The theme of the interface.' -rfka '(__muster_custom_completion ---completion slate verify -- --theme (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster slate verify" ascii' -l 'ascii' -d 'Draw with ASCII characters only.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster slate verify" screen-reader' -l 'screen-reader' -d 'Draw the interface for a screen reader.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster slate verify" no-color' -l 'no-color' -d 'Use no colour.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster slate verify" verbose' -l 'verbose' -d 'Write more to the log.'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster slate verify" -eq 1' -fa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster slate verify" deep' -l 'deep' -d 'Ask for a small completion, which may cost.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster slate verify" json' -l 'json' -d 'Print each model as a line of JSON.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster slate verify" version' -l 'version' -d 'Show the version.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster slate verify" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch" version' -l 'version' -d 'Show the version.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster batch" -eq 1' -fa 'run' -d 'Run prompts on every model of a slate; run it again to resume.'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster batch" -eq 1' -fa 'merge' -d 'Join the results of shards into one file.'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster batch" -eq 1' -fa 'summary' -d 'Print the totals of a results file, by model.'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster batch" -eq 1' -fa 'import' -d 'Make results of answers in the form of OpenAI\'s Batch API.'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster batch" -eq 1' -fa 'status' -d 'Show the batches at the service.'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster batch" -eq 1' -fa 'cancel' -d 'Cancel the batches at the service that were submitted for a results file.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch run" database' -l 'database' -d 'The database file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch run" base-url' -l 'base-url' -d 'The service, such as https://openrouter.ai/api/v1.' -rfka ''
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch run" service' -l 'service' -d 'A service of the configuration, or a built-in one.' -rfka '(__muster_custom_completion ---completion batch run -- --service (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch run" config' -l 'config' -d 'The configuration file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch run" theme' -l 'theme' -d 'The theme of the interface.' -rfka '(__muster_custom_completion ---completion batch run -- --theme (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch run" ascii' -l 'ascii' -d 'Draw with ASCII characters only.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch run" screen-reader' -l 'screen-reader' -d 'Draw the interface for a screen reader.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch run" no-color' -l 'no-color' -d 'Use no colour.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch run" verbose' -l 'verbose' -d 'Write more to the log.'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster batch run" -eq 1' -fa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster batch run" -eq 2' -fa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'jsonl\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch run" o output' -s 'o' -l 'output' -d 'The file for the results.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'jsonl\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch run" engine' -l 'engine' -d 'Where to ask: here, or openrouter for its Batch API, where that offers a model.' -rfka 'here openrouter'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch run" concurrency' -l 'concurrency' -d 'Send at most this many requests at once.' -rfka ''
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch run" max-cost' -l 'max-cost' -d 'Spend at most this many US dollars, earlier runs included.' -rfka ''
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch run" max-tokens' -l 'max-tokens' -d 'The longest answer in tokens, reasoning included.' -rfka ''
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch run" prompts-format' -l 'prompts-format' -d 'The form of the prompts: jsonl, csv, tsv, lines.' -rfka 'jsonl csv tsv lines'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch run" template' -l 'template' -d 'Fill {{column}} in this text from each row of a table.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch run" shard' -l 'shard' -d 'Ask one part of n, from 0/n; /n takes JOB_COMPLETION_INDEX.' -rfka ''
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch run" yes' -l 'yes' -d 'Begin without asking.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch run" retry-failed' -l 'retry-failed' -d 'Ask again what failed in an earlier run.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch run" retry-temporary' -l 'retry-temporary' -d 'Also ask again what failed for a passing reason, such as a busy provider.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch run" resubmit' -l 'resubmit' -d 'Submit again what the service does not have.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch run" dry-run' -l 'dry-run' -d 'Print the forecast and stop; nothing is sent.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch run" no-fallback' -l 'no-fallback' -d 'Ask no other model, whatever the configuration says.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch run" json' -l 'json' -d 'Print the summary as JSON.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch run" version' -l 'version' -d 'Show the version.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch run" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch merge" database' -l 'database' -d 'The database file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch merge" base-url' -l 'base-url' -d 'The service, such as https://openrouter.ai/api/v1.' -rfka ''
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch merge" service' -l 'service' -d 'A service of the configuration, or a built-in one.' -rfka '(__muster_custom_completion ---completion batch merge -- --service (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch merge" config' -l 'config' -d 'The configuration file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch merge" theme' -l 'theme' -d 'The theme of the interface.' -rfka '(__muster_custom_completion ---completion batch merge -- --theme (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch merge" ascii' -l 'ascii' -d 'Draw with ASCII characters only.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch merge" screen-reader' -l 'screen-reader' -d 'Draw the interface for a screen reader.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch merge" no-color' -l 'no-color' -d 'Use no colour.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch merge" verbose' -l 'verbose' -d 'Write more to the log.'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster batch merge" -ge 1' -fa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'jsonl\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch merge" o output' -s 'o' -l 'output' -d 'The file for all results.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'jsonl\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch merge" force' -l 'force' -d 'Replace the file if there is one.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch merge" version' -l 'version' -d 'Show the version.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch merge" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch summary" database' -l 'database' -d 'The database file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch summary" base-url' -l 'base-url' -d 'The service, such as https://openrouter.ai/api/v1.' -rfka ''
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch summary" service' -l 'service' -d 'A service of the configuration, or a built-in one.' -rfka '(__muster_custom_completion ---completion batch summary -- --service (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch summary" config' -l 'config' -d 'The configuration file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch summary" theme' -l 'theme' -d 'The theme of the interface.' -rfka '(__muster_custom_completion ---completion batch summary -- --theme (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch summary" ascii' -l 'ascii' -d 'Draw with ASCII characters only.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch summary" screen-reader' -l 'screen-reader' -d 'Draw the interface for a screen reader.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch summary" no-color' -l 'no-color' -d 'Use no colour.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch summary" verbose' -l 'verbose' -d 'Write more to the log.'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster batch summary" -eq 1' -fa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'jsonl\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch summary" json' -l 'json' -d 'Print the summary as JSON.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch summary" version' -l 'version' -d 'Show the version.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch summary" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch import" database' -l 'database' -d 'The database file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch import" base-url' -l 'base-url' -d 'The service, such as https://openrouter.ai/api/v1.' -rfka ''
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch import" service' -l 'service' -d 'A service of the configuration, or a built-in one.' -rfka '(__muster_custom_completion ---completion batch import -- --service (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch import" config' -l 'config' -d 'The configuration file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch import" theme' -l 'theme' -d 'The theme of the interface.' -rfka '(__muster_custom_completion ---completion batch import -- --theme (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch import" ascii' -l 'ascii' -d 'Draw with ASCII characters only.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch import" screen-reader' -l 'screen-reader' -d 'Draw the interface for a screen reader.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch import" no-color' -l 'no-color' -d 'Use no colour.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch import" verbose' -l 'verbose' -d 'Write more to the log.'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster batch import" -eq 1' -fa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'jsonl\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch import" slate' -l 'slate' -d 'The slate of the requests.' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch import" prompts' -l 'prompts' -d 'The prompts of the requests.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch import" o output' -s 'o' -l 'output' -d 'The file for the results.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'jsonl\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch import" version' -l 'version' -d 'Show the version.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch import" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch status" database' -l 'database' -d 'The database file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch status" base-url' -l 'base-url' -d 'The service, such as https://openrouter.ai/api/v1.' -rfka ''
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch status" service' -l 'service' -d 'A service of the configuration, or a built-in one.' -rfka '(__muster_custom_completion ---completion batch status -- --service (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch status" config' -l 'config' -d 'The configuration file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch status" theme' -l 'theme' -d 'The theme of the interface.' -rfka '(__muster_custom_completion ---completion batch status -- --theme (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch status" ascii' -l 'ascii' -d 'Draw with ASCII characters only.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch status" screen-reader' -l 'screen-reader' -d 'Draw the interface for a screen reader.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch status" no-color' -l 'no-color' -d 'Use no colour.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch status" verbose' -l 'verbose' -d 'Write more to the log.'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster batch status" -eq 1' -fa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'jsonl\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch status" json' -l 'json' -d 'Print the batches as JSON.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch status" version' -l 'version' -d 'Show the version.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch status" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch cancel" database' -l 'database' -d 'The database file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch cancel" base-url' -l 'base-url' -d 'The service, such as https://openrouter.ai/api/v1.' -rfka ''
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch cancel" service' -l 'service' -d 'A service of the configuration, or a built-in one.' -rfka '(__muster_custom_completion ---completion batch cancel -- --service (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch cancel" config' -l 'config' -d 'The configuration file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch cancel" theme' -l 'theme' -d 'The theme of the interface.' -rfka '(__muster_custom_completion ---completion batch cancel -- --theme (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch cancel" ascii' -l 'ascii' -d 'Draw with ASCII characters only.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch cancel" screen-reader' -l 'screen-reader' -d 'Draw the interface for a screen reader.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch cancel" no-color' -l 'no-color' -d 'Use no colour.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch cancel" verbose' -l 'verbose' -d 'Write more to the log.'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster batch cancel" -eq 1' -fa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'jsonl\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch cancel" yes' -l 'yes' -d 'Cancel without asking.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch cancel" version' -l 'version' -d 'Show the version.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster batch cancel" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster export" database' -l 'database' -d 'The database file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster export" base-url' -l 'base-url' -d 'The service, such as https://openrouter.ai/api/v1.' -rfka ''
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster export" service' -l 'service' -d 'A service of the configuration, or a built-in one.' -rfka '(__muster_custom_completion ---completion export -- --service (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster export" config' -l 'config' -d 'The configuration file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster export" theme' -l 'theme' -d 'The theme of the interface.' -rfka '(__muster_custom_completion ---completion export -- --theme (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster export" ascii' -l 'ascii' -d 'Draw with ASCII characters only.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster export" screen-reader' -l 'screen-reader' -d 'Draw the interface for a screen reader.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster export" no-color' -l 'no-color' -d 'Use no colour.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster export" verbose' -l 'verbose' -d 'Write more to the log.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster export" format' -l 'format' -d 'What the models are written for.' -rfka 'ids csv json litellm promptfoo llm openai-batch k8s ray'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster export" -ge 1' -fka '(__muster_custom_completion ---completion export -- positional@0 (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster export" slate' -l 'slate' -d 'Take the models of this slate.' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster export" prompts' -l 'prompts' -d 'The prompts, for openai-batch and k8s.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster export" results' -l 'results' -d 'Write this results file as csv, in place of models.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'jsonl\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster export" shards' -l 'shards' -d 'The pods of a k8s Job.' -rfka ''
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster export" o output' -s 'o' -l 'output' -d 'Write to this file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster export" force' -l 'force' -d 'Replace the file if there is one.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster export" version' -l 'version' -d 'Show the version.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster export" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster enable" database' -l 'database' -d 'The database file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster enable" base-url' -l 'base-url' -d 'The service, such as https://openrouter.ai/api/v1.' -rfka ''
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster enable" service' -l 'service' -d 'A service of the configuration, or a built-in one.' -rfka '(__muster_custom_completion ---completion enable -- --service (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster enable" config' -l 'config' -d 'The configuration file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster enable" theme' -l 'theme' -d 'The theme of the interface.' -rfka '(__muster_custom_completion ---completion enable -- --theme (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster enable" ascii' -l 'ascii' -d 'Draw with ASCII characters only.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster enable" screen-reader' -l 'screen-reader' -d 'Draw the interface for a screen reader.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster enable" no-color' -l 'no-color' -d 'Use no colour.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster enable" verbose' -l 'verbose' -d 'Write more to the log.'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster enable" -ge 1' -fka '(__muster_custom_completion ---completion enable -- positional@0 (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster enable" json' -l 'json' -d 'Print the changed models as JSON.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster enable" version' -l 'version' -d 'Show the version.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster enable" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster disable" database' -l 'database' -d 'The database file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster disable" base-url' -l 'base-url' -d 'The service, such as https://openrouter.ai/api/v1.' -rfka ''
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster disable" service' -l 'service' -d 'A service of the configuration, or a built-in one.' -rfka '(__muster_custom_completion ---completion disable -- --service (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster disable" config' -l 'config' -d 'The configuration file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster disable" theme' -l 'theme' -d 'The theme of the interface.' -rfka '(__muster_custom_completion ---completion disable -- --theme (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster disable" ascii' -l 'ascii' -d 'Draw with ASCII characters only.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster disable" screen-reader' -l 'screen-reader' -d 'Draw the interface for a screen reader.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster disable" no-color' -l 'no-color' -d 'Use no colour.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster disable" verbose' -l 'verbose' -d 'Write more to the log.'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster disable" -ge 1' -fka '(__muster_custom_completion ---completion disable -- positional@0 (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster disable" reason' -l 'reason' -d 'The reason, shown with the model.' -rfka ''
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster disable" json' -l 'json' -d 'Print the changed models as JSON.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster disable" version' -l 'version' -d 'Show the version.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster disable" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster identify" database' -l 'database' -d 'The database file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster identify" base-url' -l 'base-url' -d 'The service, such as https://openrouter.ai/api/v1.' -rfka ''
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster identify" service' -l 'service' -d 'A service of the configuration, or a built-in one.' -rfka '(__muster_custom_completion ---completion identify -- --service (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster identify" config' -l 'config' -d 'The configuration file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster identify" theme' -l 'theme' -d 'The theme of the interface.' -rfka '(__muster_custom_completion ---completion identify -- --theme (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster identify" ascii' -l 'ascii' -d 'Draw with ASCII characters only.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster identify" screen-reader' -l 'screen-reader' -d 'Draw the interface for a screen reader.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster identify" no-color' -l 'no-color' -d 'Use no colour.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster identify" verbose' -l 'verbose' -d 'Write more to the log.'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster identify" -eq 1' -fka '(__muster_custom_completion ---completion identify -- positional@0 (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster identify" json' -l 'json' -d 'Print the changed model as JSON.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster identify" version' -l 'version' -d 'Show the version.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster identify" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster pick" database' -l 'database' -d 'The database file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster pick" base-url' -l 'base-url' -d 'The service, such as https://openrouter.ai/api/v1.' -rfka ''
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster pick" service' -l 'service' -d 'A service of the configuration, or a built-in one.' -rfka '(__muster_custom_completion ---completion pick -- --service (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster pick" config' -l 'config' -d 'The configuration file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster pick" theme' -l 'theme' -d 'The theme of the interface.' -rfka '(__muster_custom_completion ---completion pick -- --theme (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster pick" ascii' -l 'ascii' -d 'Draw with ASCII characters only.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster pick" screen-reader' -l 'screen-reader' -d 'Draw the interface for a screen reader.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster pick" no-color' -l 'no-color' -d 'Use no colour.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster pick" verbose' -l 'verbose' -d 'Write more to the log.'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster pick" -ge 1' -fka '(__muster_custom_completion ---completion pick -- positional@0 (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster pick" multi' -l 'multi' -d 'Choose several models; space marks one.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster pick" version' -l 'version' -d 'Show the version.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster pick" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster key" version' -l 'version' -d 'Show the version.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster key" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster key" -eq 1' -fa 'set' -d 'Read the key from standard input and keep it in a file only you can read.'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster key" -eq 1' -fa 'show' -d 'Print where the key comes from, never the key.'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster key" -eq 1' -fa 'forget' -d 'Remove the key file.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster key set" database' -l 'database' -d 'The database file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster key set" base-url' -l 'base-url' -d 'The service, such as https://openrouter.ai/api/v1.' -rfka ''
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster key set" service' -l 'service' -d 'A service of the configuration, or a built-in one.' -rfka '(__muster_custom_completion ---completion key set -- --service (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster key set" config' -l 'config' -d 'The configuration file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster key set" theme' -l 'theme' -d 'The theme of the interface.' -rfka '(__muster_custom_completion ---completion key set -- --theme (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster key set" ascii' -l 'ascii' -d 'Draw with ASCII characters only.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster key set" screen-reader' -l 'screen-reader' -d 'Draw the interface for a screen reader.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster key set" no-color' -l 'no-color' -d 'Use no colour.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster key set" verbose' -l 'verbose' -d 'Write more to the log.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster key set" version' -l 'version' -d 'Show the version.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster key set" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster key show" database' -l 'database' -d 'The database file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster key show" base-url' -l 'base-url' -d 'The service, such as https://openrouter.ai/api/v1.' -rfka ''
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster key show" service' -l 'service' -d 'A service of the configuration, or a built-in one.' -rfka '(__muster_custom_completion ---completion key show -- --service (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster key show" config' -l 'config' -d 'The configuration file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster key show" theme' -l 'theme' -d 'The theme of the interface.' -rfka '(__muster_custom_completion ---completion key show -- --theme (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster key show" ascii' -l 'ascii' -d 'Draw with ASCII characters only.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster key show" screen-reader' -l 'screen-reader' -d 'Draw the interface for a screen reader.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster key show" no-color' -l 'no-color' -d 'Use no colour.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster key show" verbose' -l 'verbose' -d 'Write more to the log.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster key show" json' -l 'json' -d 'Print it as JSON.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster key show" version' -l 'version' -d 'Show the version.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster key show" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster key forget" database' -l 'database' -d 'The database file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster key forget" base-url' -l 'base-url' -d 'The service, such as https://openrouter.ai/api/v1.' -rfka ''
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster key forget" service' -l 'service' -d 'A service of the configuration, or a built-in one.' -rfka '(__muster_custom_completion ---completion key forget -- --service (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster key forget" config' -l 'config' -d 'The configuration file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster key forget" theme' -l 'theme' -d 'The theme of the interface.' -rfka '(__muster_custom_completion ---completion key forget -- --theme (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster key forget" ascii' -l 'ascii' -d 'Draw with ASCII characters only.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster key forget" screen-reader' -l 'screen-reader' -d 'Draw the interface for a screen reader.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster key forget" no-color' -l 'no-color' -d 'Use no colour.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster key forget" verbose' -l 'verbose' -d 'Write more to the log.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster key forget" version' -l 'version' -d 'Show the version.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster key forget" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster doctor" database' -l 'database' -d 'The database file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster doctor" base-url' -l 'base-url' -d 'The service, such as https://openrouter.ai/api/v1.' -rfka ''
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster doctor" service' -l 'service' -d 'A service of the configuration, or a built-in one.' -rfka '(__muster_custom_completion ---completion doctor -- --service (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster doctor" config' -l 'config' -d 'The configuration file.' -rF
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster doctor" theme' -l 'theme' -d 'The theme of the interface.' -rfka '(__muster_custom_completion ---completion doctor -- --theme (count (__muster_tokens -pc)) (__muster_tokens -tC))'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster doctor" ascii' -l 'ascii' -d 'Draw with ASCII characters only.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster doctor" screen-reader' -l 'screen-reader' -d 'Draw the interface for a screen reader.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster doctor" no-color' -l 'no-color' -d 'Use no colour.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster doctor" verbose' -l 'verbose' -d 'Write more to the log.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster doctor" check' -l 'check' -d 'Check that the database is sound, and show the sizes of its tables.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster doctor" compact' -l 'compact' -d 'Forget what is older than retention allows, and make the database small again.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster doctor" json' -l 'json' -d 'Print it as JSON.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster doctor" version' -l 'version' -d 'Show the version.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster doctor" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'muster' -n '__muster_should_offer_completions_for_flags_or_options "muster help" version' -l 'version' -d 'Show the version.'
complete -c 'muster' -n '__muster_should_offer_completions_for_positional "muster help" -eq 1' -fa 'browse demo refresh backfill list show check why generate history slate batch export enable disable identify pick key doctor filters keys availability batch services words configuration environment files exit-codes themes troubleshooting security'
