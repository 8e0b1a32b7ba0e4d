#!/usr/bin/env python3
"""Asks models with Ray Data, on any cluster. Written by muster.

    pip install 'ray[data]' jsonschema
    __KEY_VARIABLE__=... python job.py PROMPTS OUT [--actors 4] [--at-once 16] [--rate 20]

PROMPTS are lines of JSON as `muster batch` takes them. OUT is a folder that all nodes see; each
actor appends muster's result lines to a file of its own there. Run it again to go on: no pair of
prompt and model that has a result is asked twice. Then: muster batch merge OUT/*.jsonl -o FILE
"""
import argparse, concurrent.futures, datetime, decimal, glob, hashlib, http.client, json, os, sys
import time, urllib.error, urllib.request, uuid

MODELS = json.loads(__MODELS__)
BASE_URL = __BASE_URL__
SERVICE = __SERVICE__
PARAMETERS = ["temperature", "top_p", "seed", "stop", "response_format", "tools", "tool_choice",
              "reasoning"]
ATTEMPTS = 8


def compact(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def canonical(value):
    """Sorted JSON with numbers as muster writes them: 1 for 1.0, 0.0000001 for 1e-7."""
    if isinstance(value, dict):
        return "{" + ",".join(compact(key) + ":" + canonical(value[key]) for key in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, float):
        return format(decimal.Decimal(repr(value + 0.0)).normalize(), "f")
    return compact(value)


def messages(prompt):
    if prompt.get("messages") is not None:
        return prompt["messages"]
    system = [{"role": "system", "content": prompt["system"]}] if prompt.get("system") is not None else []
    return system + [{"role": "user", "content": prompt["prompt"]}]


def digest(prompt):
    """The SHA-256 of what is asked, as muster computes it."""
    extra = {name: prompt[name] for name in PARAMETERS if prompt.get(name) is not None}
    if prompt.get("max_tokens") is not None:
        extra["max_tokens"] = prompt["max_tokens"]
    if prompt.get("messages") is None and not extra:
        system = prompt.get("system")
        text = ("" if system is None else system + "\0") + prompt["prompt"]
        return hashlib.sha256(text.encode()).hexdigest()
    return hashlib.sha256(canonical({**extra, "messages": messages(prompt)}).encode()).hexdigest()


def body(prompt, model):
    body = {name: prompt[name] for name in PARAMETERS if prompt.get(name) is not None}
    body.update(model=model["sent_model"], messages=messages(prompt),
                **{__LIMIT_MEMBER__: prompt.get("max_tokens") or 4096})
    provider = dict(model.get("provider") or {})
    if "response_format" in body:
        provider["require_parameters"] = True
    if provider:
        body["provider"] = provider
    return body


def post(body, timeout=600):
    """The status, the answer's JSON, and the seconds to wait that the service asks for."""
    headers = {"Content-Type": "application/json", "X-OpenRouter-Metadata": "enabled"}
    if os.environ.get("__KEY_VARIABLE__"):
        headers["Authorization"] = "Bearer " + os.environ["__KEY_VARIABLE__"]
    request = urllib.request.Request(BASE_URL + "/chat/completions", json.dumps(body).encode(), headers)
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            return answer.status, json.load(answer), None
    except urllib.error.HTTPError as error:
        try:
            wait = float(error.headers.get("Retry-After"))
        except (TypeError, ValueError):
            wait = None
        try:
            return error.code, json.load(error), wait
        except ValueError:
            return error.code, {"error": {"message": error.reason}}, wait
    except (OSError, ValueError, http.client.HTTPException) as error:
        return None, {"error": {"message": str(error)}}, None


def endpoint(answer):
    """The endpoint that answered, as far as the service tells."""
    try:
        offers = answer["openrouter_metadata"]["endpoints"]["available"]
        return next(offer for offer in offers if offer.get("selected"))
    except (AttributeError, KeyError, StopIteration, TypeError):
        return {}


def letters(text):
    return "".join(filter(str.isalnum, text.lower()))


def drift(served, pin, provider=None):
    """Why an answer is not from an endpoint that the model is pinned to; None if it may be."""
    tag = str(served.get("tag") or "").lower()
    teller = tag or letters(str(provider or ""))

    def is_named(name):
        if tag:
            return (tag + "/").startswith(name.lower() + "/")
        # Only the provider's name is known: the name for people is much like that in a tag.
        slug = letters(name.split("/")[0])
        return slug.startswith(teller) or teller.startswith(slug)

    def names(member):
        return any(map(is_named, pin.get(member) or []))

    quantization, wanted = served.get("quantization"), pin.get("quantizations")
    demanded = [member for member in ("only", "order") if pin.get(member)
                and (member == "only" or pin.get("allow_fallbacks") is False)]
    other = teller and (names("ignore") or not all(map(names, demanded)))
    if other or quantization not in (None, "unknown") and wanted and quantization not in wanted:
        return f"{tag or provider or quantization} answered, and the pin is {compact(pin)}"


def objection(prompt, text):
    """Why an answer is not what response_format asks for; None if it is."""
    wanted = prompt.get("response_format") or {}
    if wanted.get("type") not in ("json_object", "json_schema"):
        return None
    try:
        value = json.loads(text)
    except ValueError:
        return "the answer is not JSON, as response_format demands"
    if wanted["type"] == "json_object":
        return None if isinstance(value, dict) else "the answer is not a JSON object"
    schema = (wanted.get("json_schema") or {}).get("schema", True)
    try:
        import jsonschema
        fault = next(jsonschema.Draft202012Validator(schema).iter_errors(value), None)
    except Exception as error:  # The answer is paid for; its row keeps it.
        return f"the schema cannot be used: {error}"
    return fault and f"the answer does not fit the schema: {fault.message}"


def failure(status, answer, prompt, model):
    """The error of an answer, in muster's words; None if it is what the prompt asks for."""
    error = answer.get("error") if isinstance(answer, dict) else None
    choice = ((answer.get("choices") or [{}])[0] or {}) if isinstance(answer, dict) else {}
    message = choice.get("message") or {}
    error = error or choice.get("error")
    if error or status != 200:
        words = error.get("message") if isinstance(error, dict) else error
        code = status if status != 200 else (error.get("code") if isinstance(error, dict) else None)
        kind = {401: "unauthorized", 402: "no_credits", 403: "forbidden", 404: "not_found",
                429: "rate_limited", 408: "timeout", None: "connection"}.get(code)
        kind = kind or ("bad_request" if isinstance(code, int) and code < 500 else "server")
        return {"http_status": status, "kind": kind, "message": str(words or "no answer")}
    if not (message.get("content") or "").strip():
        if message.get("tool_calls") and prompt.get("tools") is not None:
            return None
        kind = "refusal" if message.get("refusal") else \
            "tool_call" if message.get("tool_calls") else "empty"
        return {"http_status": status, "kind": kind, "message": "the answer has no text"}
    if choice.get("finish_reason") in ("error", "content_filter"):
        kind = "content_filter" if choice["finish_reason"] == "content_filter" else "server"
        return {"http_status": status, "kind": kind, "message": "the answer was cut"}
    moved = drift(endpoint(answer), model.get("provider") or {}, answer.get("provider"))
    other = objection(prompt, message["content"])
    if moved or other:
        return {"http_status": 200, "kind": "drifted" if moved else "not_as_asked", "message": moved or other}
    return None


def calls(message):
    """The calls of tools as JSON, which are the text of such an answer."""
    functions = [call.get("function") or {} for call in message.get("tool_calls") or []]
    return compact([{"name": one.get("name"), "arguments": one.get("arguments")} for one in functions])


def row(prompt, model, started, status, answer, attempts, seconds):
    """muster's result line."""
    error = failure(status, answer, prompt, model)
    answer = answer if isinstance(answer, dict) else {}
    choice = (answer.get("choices") or [{}])[0] or {}
    message, usage = choice.get("message") or {}, answer.get("usage") or {}
    text = message.get("content") or ""
    if not error and not text.strip():
        text += calls(message)
    served = endpoint(answer) if text else {}
    cost = usage.get("cost")
    return compact({
        "answering_model_id": model["model_id"] if text else None, "attempts": attempts,
        "cost": None if cost is None else format(decimal.Decimal(str(cost)), "f"),
        "duration_ms": round(seconds * 1000), "endpoint": served.get("tag"), "engine": "ray",
        "error": error, "finish_reason": choice.get("finish_reason"), "id": prompt["id"],
        "metadata": prompt.get("metadata"), "model_id": model["model_id"],
        "prompt_sha256": digest(prompt), "prompt_tokens": usage.get("prompt_tokens"),
        "provider": answer.get("provider") or served.get("provider"),
        "quantization": served.get("quantization"),
        "reasoning": message.get("reasoning") or None, "sent_model": model["sent_model"],
        "served_model": answer.get("model"), "service": SERVICE, "started_at": started,
        "status": "failed" if error else "completed", "text": text,
        "time_to_first_token_ms": None,
        "usage": {"completion_tokens": usage.get("completion_tokens"),
                  "prompt_tokens": usage.get("prompt_tokens"), "reasoning_tokens": None},
    })


class Pace:
    """One rate for all actors; a 429 with Retry-After holds all of them, a refused key ends all."""

    def __init__(self, rate):
        self.gap, self.next, self.reason = (1 / rate if rate else 0), time.time(), None

    def stop(self, reason=None):
        self.reason = self.reason or reason
        return self.reason

    def reserve(self):
        """When to send the next request; None if nobody is to send one any more."""
        if self.reason:
            return None
        self.next = max(self.next, time.time()) + self.gap
        return self.next - self.gap

    def hold(self, seconds):
        self.next = max(self.next, time.time() + min(seconds, 300))


class Asker:
    def __init__(self, out, pace, at_once):
        import jsonschema, ray  # Both are missed here, before anything is paid.
        self.ray, self.pace = ray, pace
        self.pool = concurrent.futures.ThreadPoolExecutor(at_once)
        self.file = open(os.path.join(out, f"part-{uuid.uuid4()}.jsonl"), "a", encoding="utf-8",
                         errors="replace")  # Half a surrogate pair is no text.
        self.answered, self.closed = set(), {}

    def __call__(self, batch):
        pairs = [(json.loads(p), MODELS[m]) for p, m in zip(batch["prompt"], batch["model"])]
        jobs = [self.pool.submit(self.ask, *pair) for pair in pairs]
        done = 0
        for job in concurrent.futures.as_completed(jobs):
            if job.exception():  # The others of the batch are paid for.
                print(f"not written: {job.exception()!r}", file=sys.stderr)
            elif job.result():
                self.file.write(job.result() + "\n")
                done += 1
        self.file.flush()
        os.fsync(self.file.fileno())
        return {"done": [done], "left": [len(pairs) - done]}

    def ask(self, prompt, model):
        """The result line; None for a pair that another run has to ask."""
        name = model["model_id"]
        if name in self.closed:
            return None
        started = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        begin, attempts, waited = time.time(), [], 0.0
        for attempt in range(ATTEMPTS):
            due = self.ray.get(self.pace.reserve.remote())
            if due is None:
                return None
            time.sleep(max(due - time.time(), 0))
            status, answer, after = post(body(prompt, model))
            error = failure(status, answer, prompt, model)
            attempts.append({
                "http_status": status, "kind": error["kind"] if error else "answered",
                "message": error["message"] if error else None, "model_id": model["model_id"],
                "sent_model": model["sent_model"], "waited_ms": round(waited * 1000)})
            if not error or error["kind"] not in ("rate_limited", "server", "connection", "timeout"):
                break
            if attempt + 1 < ATTEMPTS:
                waited = min(after if after is not None else 2 ** attempt, 60)
                if after is not None:
                    self.ray.get(self.pace.hold.remote(waited))
                time.sleep(waited)
        kind = error and error["kind"]
        is_over_limit = status == 403 and "limit" in error["message"].lower()
        if status is None or kind in ("unauthorized", "no_credits") or is_over_limit:
            self.ray.get(self.pace.stop.remote(f"{name}: {status or 'no answer'}: {error['message']}"))
            return None
        if kind == "not_found" and name not in self.answered:
            self.closed[name] = error["message"]
            print(f"{name} refuses every request: {error['message']}", file=sys.stderr)
            return None
        if not error:
            self.answered.add(name)
        return row(prompt, model, started, status, answer, attempts, time.time() - begin)


def done(out, retries_failed):
    """The digests of the pairs that have a result; a line that a kill cut off has none."""
    pairs = {}
    for path in glob.glob(os.path.join(out, "*.jsonl")):
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                try:
                    result = json.loads(line)
                    pair = compact(result["id"]), result["model_id"]
                    digest, service = result["prompt_sha256"], result["service"]
                except (ValueError, KeyError, TypeError):
                    continue
                if service != SERVICE:
                    raise SystemExit(f"{path} has results of {service}, not of {SERVICE}: name another OUT")
                if result["status"] == "completed" or not retries_failed:
                    pairs[pair] = digest
    return pairs


def pieces(path):
    """Pieces of a file, of whole lines; Ray's reader would also cut lines at U+2028."""
    start, size = 0, os.path.getsize(path)
    with open(path, "rb") as file:
        while start < size:
            file.seek(min(start + (1 << 20), size))
            file.readline()
            yield {"start": start, "end": file.tell()}
            start = file.tell()


def main():
    import ray
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("prompts")
    options.add_argument("out")
    options.add_argument("--actors", type=int, default=2)
    options.add_argument("--at-once", type=int, default=16, help="requests of an actor at once")
    options.add_argument("--rate", type=float, default=0, help="requests a second, of all actors together")
    options.add_argument("--retry-failed", action="store_true", help="ask again what failed")
    options = options.parse_args()
    out = os.path.abspath(options.out)
    os.makedirs(out, exist_ok=True)
    ray.init(address=os.environ.get("RAY_ADDRESS"))
    known = done(out, options.retry_failed)
    pace = ray.remote(num_cpus=0)(Pace).remote(options.rate)

    path = os.path.abspath(options.prompts)

    def pairs_of(line):
        prompt = json.loads(line)
        name, own = compact(prompt["id"]), digest(prompt)
        if {known.get((name, model["model_id"]), own) for model in MODELS} != {own}:
            reason = f"{out} has a result of another prompt with the id {name}: give the new one a new id"
            ray.get(pace.stop.remote(reason))
        return [{"prompt": line, "model": index} for index, model in enumerate(MODELS)
                if (name, model["model_id"]) not in known]

    def pairs(piece):
        with open(path, "rb") as file:
            file.seek(piece["start"])
            text = file.read(piece["end"] - piece["start"])
        lines = text.decode("utf-8-sig" if piece["start"] == 0 else "utf-8").split("\n")
        return [pair for line in lines if line.strip() for pair in pairs_of(line)]

    asked = (ray.data.from_items(list(pieces(path)))
             .flat_map(pairs)
             # They wait for answers: actors that hold every CPU would leave none to read prompts.
             .map_batches(Asker, fn_constructor_args=(out, pace, options.at_once), num_cpus=0,
                          concurrency=options.actors, batch_size=options.at_once))
    counts = [(row["done"], row["left"]) for row in asked.iter_rows()]
    count, left = (sum(column) for column in zip(*counts or [(0, 0)]))
    print(f"{count} asked, {len(known)} had results, {left} left to ask: {out}")
    reason = ray.get(pace.stop.remote())
    raise SystemExit(f"stopped: {reason}" if reason else 75 if left else 0)


if __name__ == "__main__":
    # Else a script called ray.py would import itself.
    folder = os.path.dirname(os.path.abspath(__file__))
    sys.path[:] = [path for path in sys.path if os.path.abspath(path) != folder]
    main()
