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

    /// The service to name, unless it is the usual one.
    package var service: String?
    /// The address of a service that muster knows by no name of its own.
    package var baseURL: String?
    /// The environment variable of its key, which is also the key's name in the Secret.
    package var keyVariable: String

    package init(
        name: String,
        shards: Int,
        slate: String,
        prompts: String,
        service: String?,
        baseURL: String?,
        keyVariable: String
    ) {
        self.name = name
        self.shards = shards
        self.slate = slate
        self.prompts = prompts
        self.service = service
        self.baseURL = baseURL
        self.keyVariable = keyVariable
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
        #   kubectl create secret generic \(name)-key --from-literal=\(keyVariable)=...
        #   a volume claim \(name)-input with \(slate) and \(prompts), and \(name)-results for the results
        # Name an image that has muster, then: kubectl apply -f THIS_FILE
        # After it: muster batch merge RESULTS/part-*.jsonl -o results.jsonl

        """ + ((try? Yams.serialize(node: job, sortKeys: false)) ?? "")
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
                Node([
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
                ])
            ),
        ])
    }

    private var container: Node {
        let option = service.map { " --service \($0)" } ?? ""
        let command = """
            muster refresh\(option) && exec muster batch run\(option) \(Self.quoted(slate)) \(Self.quoted(prompts)) \
            -o "/results/part-$JOB_COMPLETION_INDEX.jsonl" --shard /\(shards) \
            --concurrency \(min(Self.concurrency * shards, BatchOptions.concurrencyLimit)) --yes
            """
        return mapping([
            ("name", "muster"), ("image", "muster:latest"),
            ("command", Node(["/bin/sh", "-c", text(command)])),
            (
                "env",
                Node(
                    [key, mapping([("name", "XDG_DATA_HOME"), ("value", "/database")])] + address
                )
            ),
            (
                "volumeMounts",
                Node([
                    mount("input", "/input", isReadOnly: true), mount("results", "/results"),
                    mount("database", "/database"),
                ])
            ),
        ])
    }

    private var key: Node {
        let secret = mapping([("name", text("\(name)-key")), ("key", text(keyVariable))])
        return mapping([
            ("name", text(keyVariable)), ("valueFrom", mapping([("secretKeyRef", secret)])),
        ])
    }

    private var address: [Node] {
        baseURL.map { [mapping([("name", "OPENROUTER_BASE_URL"), ("value", text($0))])] } ?? []
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
