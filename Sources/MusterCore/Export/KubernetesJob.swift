import Yams

/// A Kubernetes Job that runs a batch in shards, a pod each.
///
/// The form is that of `batch/v1`
/// (https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/job-v1/).
package struct KubernetesJob: Sendable {
    /// The name of the Job, of which the others are made.
    package var name: String
    package var shards: Int
    /// The names of the mounted files.
    package var slate: String
    package var prompts: String
    /// The services of the slate's models.
    package var services: [Service]
    /// The service to name with `--service`.
    package var option: String?

    /// A service that the pods ask; they have no configuration but what the Job brings.
    package struct Service: Sendable {
        /// `nil` for the service that is asked without a name.
        package var name: String?
        /// Its address and the name of its kind, unless muster knows it by its own name.
        package var address: (url: String, kind: String)?
        /// The environment variable of its key, which is also the key's name in the Secret.
        package var keyVariable: String
        /// Whether it may do without a key.
        package var isKeyOptional: Bool

        package init(
            name: String?,
            address: (url: String, kind: String)?,
            keyVariable: String,
            isKeyOptional: Bool
        ) {
            self.name = name
            self.address = address
            self.keyVariable = keyVariable
            self.isKeyOptional = isKeyOptional
        }

        fileprivate var option: String { name.map { " --service \($0)" } ?? "" }
    }

    package init(
        name: String,
        shards: Int,
        slate: String,
        prompts: String,
        services: [Service],
        option: String?
    ) {
        self.name = name
        self.shards = shards
        self.slate = slate
        self.prompts = prompts
        self.services = services
        self.option = option
    }

    /// The requests of a shard at once.
    private static let concurrency = 16

    /// The exit codes after which another try of the pod changes nothing: usage, bad input, a dead
    /// model, the disk, the key and the configuration.
    private static let finalExitCodes = [64, 65, 69, 74, 77, 78]
    /// How often a shard starts again after 75 and after a node that was lost.
    private static let tries = 20

    package var yaml: String {
        """
        # A batch in \(shards) shards, written by muster. Before it:
        #   kubectl create secret generic \(name)-key\(literals)
        #   a volume claim \(name)-input with \(slate) and \(prompts), and \(name)-results for the results
        # Name an image that has muster, then: kubectl apply -f THIS_FILE
        # After it: muster batch merge RESULTS/part-*.jsonl -o results.jsonl

        """
            + documents.compactMap { try? Yams.serialize(node: $0, width: -1, sortKeys: false) }
            .joined(separator: "---\n")
    }

    private var literals: String {
        services.map { " --from-literal=\($0.keyVariable)=..." }.joined()
    }

    private var documents: [Node] { (configuration.map { [$0] } ?? []) + [job] }

    /// The services that muster does not know by their names, as a configuration in a ConfigMap.
    private var configuration: Node? {
        let own: [(Node, Node)] = services.compactMap { service in
            guard let name = service.name, let address = service.address else { return nil }
            return (
                text(name),
                mapping([
                    ("base_url", text(address.url)), ("kind", text(address.kind)),
                    ("key_env", text(service.keyVariable)),
                ])
            )
        }
        guard !own.isEmpty,
            let file = try? Yams.serialize(node: mapping([("services", mapping(own))]))
        else { return nil }
        return mapping([
            ("apiVersion", "v1"), ("kind", "ConfigMap"),
            ("metadata", mapping([("name", text("\(name)-config"))])),
            ("data", mapping([("config.yaml", text(file))])),
        ])
    }

    private var job: Node {
        mapping([
            ("apiVersion", "batch/v1"), ("kind", "Job"),
            ("metadata", mapping([("name", text(name))])),
            (
                "spec",
                mapping([
                    ("completions", number(shards)), ("parallelism", number(shards)),
                    ("completionMode", "Indexed"),
                    ("backoffLimitPerIndex", number(Self.tries)),
                    ("podFailurePolicy", mapping([("rules", Node([failure, disruption]))])),
                    ("template", mapping([("spec", pod)])),
                ])
            ),
        ])
    }

    /// A shard that cannot be helped does not stop the others.
    private var failure: Node {
        mapping([
            ("action", "FailIndex"),
            (
                "onExitCodes",
                mapping([
                    ("containerName", "muster"), ("operator", "In"),
                    ("values", Node(Self.finalExitCodes.map(number))),
                ])
            ),
        ])
    }

    /// A node that was taken away is no try.
    private var disruption: Node {
        mapping([
            ("action", "Ignore"),
            (
                "onPodConditions",
                Node([mapping([("type", "DisruptionTarget"), ("status", text("True"))])])
            ),
        ])
    }

    private var pod: Node {
        mapping([
            // A pod failure policy needs this.
            ("restartPolicy", "Never"),
            ("containers", Node([container])),
            (
                "volumes",
                Node(
                    [
                        volume(
                            "input",
                            "persistentVolumeClaim",
                            [("claimName", text("\(name)-input"))]
                        ),
                        volume(
                            "results",
                            "persistentVolumeClaim",
                            [("claimName", text("\(name)-results"))]
                        ),
                        volume("database", "emptyDir", []),
                    ]
                        + (configuration == nil
                            ? []
                            : [
                                volume("config", "configMap", [("name", text("\(name)-config"))])
                            ])
                )
            ),
        ])
    }

    private var container: Node {
        // A service that is not reached now may be reached by the next try.
        let refreshes = services.map {
            "muster refresh\($0.option) || exit $(($? == 69 ? 75 : $?)); "
        }.joined()
        let command = """
            \(refreshes)exec muster batch run\(option.map { " --service \($0)" } ?? "") \
            \(Self.quoted(slate)) \(Self.quoted(prompts)) \
            -o "/results/part-$JOB_COMPLETION_INDEX.jsonl" --shard /\(shards) \
            --concurrency \(min(Self.concurrency * shards, BatchOptions.concurrencyLimit)) \
            --retry-temporary --yes
            """
        return mapping([
            ("name", "muster"), ("image", "muster:latest"),
            ("command", Node(["/bin/sh", "-c", text(command)])),
            (
                "env",
                Node(
                    keys + [variable("XDG_DATA_HOME", "/database")] + address
                )
            ),
            (
                "volumeMounts",
                Node(
                    [
                        mount("input", "/input", isReadOnly: true), mount("results", "/results"),
                        mount("database", "/database"),
                    ]
                        + (configuration == nil
                            ? []
                            : [
                                mount("config", "/config/muster", isReadOnly: true)
                            ])
                )
            ),
        ])
    }

    private var keys: [Node] {
        services.map { service in
            let secret = mapping(
                [("name", text("\(name)-key")), ("key", text(service.keyVariable))]
                    + (service.isKeyOptional ? [("optional", .scalar(true.represented()))] : [])
            )
            return mapping([
                ("name", text(service.keyVariable)),
                ("valueFrom", mapping([("secretKeyRef", secret)])),
            ])
        }
    }

    private var address: [Node] {
        let unnamed = services.first { $0.name == nil }?.address
        return (unnamed.map { [variable("OPENROUTER_BASE_URL", $0.url)] } ?? [])
            + (configuration == nil ? [] : [variable("XDG_CONFIG_HOME", "/config")])
    }

    private func variable(_ name: String, _ value: String) -> Node {
        mapping([("name", text(name)), ("value", text(value))])
    }

    /// The path of a mounted file as a word of the shell.
    private static func quoted(_ file: String) -> String {
        "'/input/\(file.replacing(mark: "'", with: "'\\''"))'"
    }

    private func volume(_ name: String, _ kind: String, _ members: [(Node, Node)]) -> Node {
        mapping([("name", text(name)), (text(kind), mapping(members))])
    }

    private func mount(_ name: String, _ path: String, isReadOnly: Bool = false) -> Node {
        mapping(
            [("name", text(name)), ("mountPath", text(path))]
                + (isReadOnly ? [("readOnly", .scalar(true.represented()))] : [])
        )
    }

    private func mapping(_ members: [(Node, Node)]) -> Node { Node(members) }

    private func text(_ text: String) -> Node { .scalar(text.represented()) }

    private func number(_ number: Int) -> Node { .scalar(number.represented()) }
}
