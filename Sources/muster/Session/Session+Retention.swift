import Logging
import MusterCore

extension Session {
    /// Forgets what the configuration keeps no longer; a failure is for the log, since nobody waits
    /// for it.
    func forgetWhatIsOld(_ store: Store) async {
        guard !settings.retention.isUnlimited else { return }
        do throws(StoreError) {
            let forgotten = try await store.forget(beyond: settings.retention, now: time.now())
            logger.info(
                "forgot what is old",
                metadata: [
                    "evidence": "\(forgotten.evidence)",
                    "generations": "\(forgotten.generations)",
                ]
            )
        } catch {
            logger.warning("what is old could not be forgotten", metadata: ["error": "\(error)"])
        }
    }
}
