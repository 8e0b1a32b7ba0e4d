/// The sentences from which answers are put together.
enum StockPhrases {
    /// Second paragraphs.
    static let bodies = [
        """
        The heart of it is to separate what changes from what does not. Whatever stays the same \
        can be computed once and kept; whatever changes should be small enough to be looked at \
        in one go.
        """,
        """
        There are three things to weigh: how often this happens, what it costs when it goes wrong, \
        and who will have to read it in a year. Most designs fail on the third.
        """,
        """
        Start with the simplest thing that could be right, and measure. In my experience the slow \
        part is never where one looks first, and the measurement costs an hour while the guess \
        costs a week.
        """,
        """
        It helps to write down the invariants before the code:

        1. every item is handled exactly once,
        2. nothing is lost when the process stops half way,
        3. the order of the output does not depend on luck.
        """,
    ]

    /// Blocks of code.
    static let code = [
        """
        ```swift
        func retry<T>(_ limit: Int, _ body: () async throws -> T) async throws -> T {
            for attempt in 1... {
                do { return try await body() } catch where attempt < limit { continue }
            }
        }
        ```
        """,
        """
        ```python
        from collections import Counter

        def most_common_words(path, n=10):
            with open(path, encoding="utf-8") as lines:
                words = (word for line in lines for word in line.split())
                return Counter(words).most_common(n)
        ```
        """,
        """
        ```sql
        SELECT model_id, count(*) AS attempts, avg(latency_ms) AS latency
          FROM attempt
         WHERE sent_at > date('now', '-7 days')
         GROUP BY model_id
         ORDER BY attempts DESC;
        ```
        """,
        """
        ```sh
        find . -name '*.log' -mtime +30 -print0 | xargs -0 --no-run-if-empty gzip --best
        ```
        """,
    ]

    /// Paragraphs after the code.
    static let remarks = [
        "Note the limit: without one, a queue is a memory leak with good manners.",
        "This is linear in the input and keeps one line in memory, so size is not a concern.",
        "Run it on a copy first; it does what it says, which is not always what one meant.",
        "If you need it faster, batch the writes — that alone usually gives an order of magnitude.",
    ]

    /// Last sentences.
    static let closings = [
        "Tell me more about your case and I can be more specific.",
        "Shall I add tests?",
        "I hope this helps.",
        "If anything is unclear, ask away.",
    ]

    /// What a model thinks.
    static let reasoning = """
        First, what do they need? Probably something that works today and does not surprise them \
        tomorrow. I should give an example, keep it short, and say where it stops working. Let me \
        check the edge cases: empty input, one element, very large input. Those hold.
        """

    /// The last thing it thinks.
    static let decisions = [
        "I will lead with the idea and then show code.",
        "A short answer with one example is best here.",
        "Better to be brief, and to offer more.",
    ]

    /// A paragraph of wide characters and emoji, which take two cells each.
    static let wide = "简而言之：先测量，再优化。日本語でも、한국어로도 답할 수 있습니다 🐉👩‍💻🚀。"

    /// What a model thinks about primes.
    static let primeReasoning = """
        A number below 2 is no prime. 2 and 3 are. Every other prime is one less or one more than \
        a multiple of 6, so it is enough to try those divisors, and only up to the square root. \
        For 97 that means 5 and 7, and neither divides it.
        """

    /// A test for primes.
    static let primeCode = """
        ```python
        def is_prime(n: int) -> bool:
            \"""Return whether n is a prime number.\"""
            if n < 2:
                return False
            if n < 4:
                return True
            if n % 2 == 0 or n % 3 == 0:
                return False
            divisor = 5
            while divisor * divisor <= n:
                if n % divisor == 0 or n % (divisor + 2) == 0:
                    return False
                divisor += 6
            return True
        ```
        """

    /// A paragraph about that test.
    static let primeRemark = """
        It tries only divisors next to multiples of 6, up to the square root of `n`, so it takes \
        time proportional to √n / 3. For numbers beyond 64 bits use Miller–Rabin instead.
        """
}
