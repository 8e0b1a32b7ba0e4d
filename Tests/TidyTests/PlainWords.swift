/// Words in the sources that no entry of the manual has to answer.
///
/// Whatever else reads as words is taken for a message, so that none is added unnoticed.
enum PlainWords {
    /// Folders without a message of the program: a simulated service, and SVG.
    static let folders = ["Sources/OpenRouterSimulator/", "Sources/MusterUI/Picture/"]

    /// Files that label what they show, by name.
    ///
    /// What is thrown or said in one of them counts all the same.
    static let files: Set<String> = [
        // Parts of the screen.
        "Action", "Action+Table", "AppState+BatchHints", "BatchModelsTable", "CatalogColumn",
        "CompareTable", "CompareView", "CompletionView", "DetailsLines", "Endpoint+Words",
        "FilterBarView", "FilterCompletion", "FooterView", "GenerationView", "HeaderView",
        "InputView", "NoKeyView", "PromptView", "Quantity", "TimelineEntryLines", "TimelineHead",
        "TourView", "Transcript",
        // What commands print of a success.
        "BatchForecast", "BatchSummaryTable", "HistoryReport", "ModelReport", "ModelTable",
        "SeenAnswers", "TimelineReport",
        // What goes into requests, files and SQL.
        "CompletionRequestBody", "CurlCommand", "ExportedFile", "ModelRecord", "SlateWriter",
        "StoredGeneration+Markdown",
        // What the reference and the manual page tell.
        "CompletionScript", "ConfigurationEntry", "ConfigurationEntry+All",
        "ConfigurationReference", "EnvironmentVariable", "ExitStatus", "HelpRequest", "HelpTopic",
        "KeptFile", "ManualPage", "ManualText",
    ]

    /// By file, words that tell of a success, ask, label or hint.
    static let literals: [String: Set<String>] = [
        "AppState+Batch": [
            "Batch: … answered, … failed, … left; … shows it",
            "The batch ends with what is on its way; the same files go on with it later",
            "The batch goes on; … shows it",
        ],
        "AppState+Check": [
            "Check cancelled; what was found is kept", "Checking …; the others still hold",
            "Checked …: … usable, … unavailable, … unclear", "The monitor is off",
            "The monitor is on: it watches … … by their endpoints, free",
            "c again sends a completion", "w tells why",
        ],
        "AppState+Filter": ["@… is forgotten", "Saved: @… stands for"],
        "AppState+Generation": ["Copied the answer, … characters"],
        "AppState+History": [
            "Copied prompt and answer as Markdown", "Copied the answer, … characters",
        ],
        "AppState+Input": [
            "has no Hugging Face ID any more; … undoes it", "is disabled; … undoes it",
            "is … on Hugging Face; … undoes it",
        ],
        "AppState+Marks": [
            "A range begins here; move, and press … again to mark it", "Marked …; … undoes it",
            "Undone: … is", "Undone: … is … again", "a favourite", "a favourite again",
            "is …; … undoes it", "marked again", "no favourite", "no longer a favourite",
            "undoes it", "without Hugging Face ID",
        ],
        "AppState+Panes": [
            "The mouse is the terminal's again; … turns it on",
            "muster hears the mouse; with Shift the terminal does",
        ],
        "AppState+Themes": ["The theme is …, at later starts too", "The theme … was read again"],
        "AppState+Timeline": [
            "Copied a curl command; it takes the key from $OPENROUTER_API_KEY"
        ],
        "AppUpdate": [
            "Backfill cancelled",
            "Backfilled: … updated, … with and … without a Hugging Face ID",
            "Refresh cancelled; the catalog is as it was",
            "Refreshed: … …, … added, … updated, … removed", "Saved the slate to",
        ],
        "Attempt": ["after … ms"],
        "BatchForm": [
            "At most $", "At once",
            "a file with a line {\"id\": \"1\", \"prompt\": \"...\"} for each",
            "beside the prompts", "no limit but what the forecast says",
        ],
        "BatchLines": [
            "about … left", "answered failed left median cost", "ending: … on their way",
            "on their way", "paused; … on their way",
        ],
        "BatchReporter": ["about … left"],
        "BatchView": [
            "Asking for each model's endpoints", "In the table … marks one, … a range, … all shown",
            "Save the slate to", "nothing like it",
        ],
        "Capability+Probe": [
            "Call the tool report_status with the status ok", "Give the status ok, as JSON",
            "kept to the schema",
        ],
        "CheckConfirmationView": [
            "Deep check of", "What is known still holds. A completion proves more",
        ],
        "CheckPlan": [
            "at most about $", "on the free tier", "up to … where a first spelling is refused",
            "~… left today",
        ],
        "DeepCheck": ["Reply with the single word OK"],
        "DemoCommand": ["not needed in the demo"],
        "DoctorCommand": [
            "Forgotten: … pieces of evidence, … generations", "before, … now, … won",
        ],
        "DoctorReport": ["not set", "reachable, key accepted", "reachable, no key"],
        "EmptyCatalogView": ["The catalog is on its way"],
        "Evidence+Generation": ["answered… as"],
        "ForgetKeyCommand": ["the key is forgotten"],
        "GenerationState": ["asks again, … shows why"],
        "HTTPTransport": ["gzip, deflate"],
        "HistoryCommand": ["1 generation forgotten", "generations forgotten"],
        "HistoryForgetting": ["Forget … for good"],
        "IdentifyCommand": ["is … on Hugging Face"],
        "LogView": ["Nothing was said yet. What the last line tells is kept here"],
        "PaletteView": ["type a part of a command's name"],
        "PromptState": ["~… tokens, at a price that varies"],
        "RefreshCommand": [
            "models: … added, … updated, … removed…. … have a Hugging Face ID, … have none"
        ],
        "Session": ["from environment", "from file", "from key_command"],
        "SetKeyCommand": [
            "Paste the key and press Enter; it will not be shown", "the key is kept in",
        ],
        "SlateSaveCommand": ["saved … to"],
        "Store+Evidence": [
            """
            model_id, observed_ms, kind, finding, detail, sent_model, http_status, provider, \
            latency_ms, cost, cause, served_model, capability
            """
        ],
        "Store+History": ["AND holds_words"],
        "ThemesView": [
            "Contrast is the terminal's own", "Every text has a contrast of … or more",
            "Some text has a contrast of only …; 4.5 can be read well", "high contrast",
            "reading the themes", "terminal's colours",
        ],
    ]

    /// Whether a file is not looked at.
    static func isLeftOut(_ path: String) -> Bool {
        folders.contains { path.hasPrefix($0) }
    }

    /// Whether these words are known not to be a message.
    static func names(_ message: ProgramMessage, in file: SourceFile) -> Bool {
        literals[file.name]?.contains(message.words) == true
    }
}
