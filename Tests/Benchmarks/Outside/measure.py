#!/usr/bin/env python3
"""Measures a release build of muster from outside, in turn with what it is compared to.

usage: measure.py MUSTER [ROUNDS]

Prints docs/PERFORMANCE.md's table. It needs a quiet machine; fzf, a C compiler with ncurses, and
aiohttp are compared to where they are installed. Everything listens on 127.0.0.1 and is written to
a temporary folder.
"""
import asyncio, fcntl, glob, json, math, os, pty, re, select, shutil, signal, statistics
import struct, subprocess, sys, tempfile, termios, time

MUSTER = os.path.abspath(sys.argv[1])
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 15
HERE = os.path.dirname(os.path.abspath(__file__))
FOLDER = tempfile.mkdtemp(prefix="muster-measure-")
rows = []


def catalog(count):
    """A catalog whose rows have the size of real ones."""
    return json.dumps({"data": [{
        "id": f"author{i % 60}/model-{i}", "name": f"Author {i % 60}: Model {i}",
        "hugging_face_id": f"Author{i % 60}/Model-{i}" if i % 2 else None, "created": 1745000000 + i,
        "description": "A model that reads and writes. " * 30, "context_length": 1024 << i % 10,
        "architecture": {"input_modalities": ["text"], "output_modalities": ["text"]},
        "pricing": {"prompt": f"0.0000{1000 + i % 9000}", "completion": f"0.000{1000 + i % 9000}"},
        "supported_parameters": ["max_tokens", "stop", "temperature", "tools", "top_p"],
    } for i in range(count)]}).encode()


CATALOGS = {"small": catalog(340), "large": catalog(100_000), "slow": catalog(300)}
ENDPOINTS = {"data": {"endpoints": [{
    "provider_name": "Bench", "tag": "bench", "status": 0, "uptime_last_30m": 100,
    "pricing": {"prompt": "0.0000001", "completion": "0.0000001"}}]}}
CHUNK = {"id": "gen-1", "object": "chat.completion.chunk", "model": "x", "provider": "Bench"}
WHOLE = {"id": "gen-1", "model": "x", "choices": [
    {"index": 0, "message": {"role": "assistant", "content": "Four."}, "finish_reason": "stop"}]}
STREAM = b"".join(b"data: " + json.dumps(CHUNK | part).encode() + b"\n\n" for part in [
    {"choices": [{"index": 0, "delta": {"role": "assistant", "content": "Four."}}]},
    {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}],
     "usage": {"prompt_tokens": 12, "completion_tokens": 2, "cost": 0.000001}},
]) + b"data: [DONE]\n\n"


class Upstream(asyncio.Protocol):
    """A service that answers at once."""
    def connection_made(self, transport):
        self.transport, self.received = transport, b""

    def data_received(self, data):
        self.received += data
        while (end := self.received.find(b"\r\n\r\n")) >= 0:
            head = self.received[:end].decode("latin1")
            length = re.search(r"(?i)content-length: *(\d+)", head)
            total = end + 4 + (int(length[1]) if length else 0)
            if len(self.received) < total:
                return
            body, self.received = self.received[end + 4:total], self.received[total:]
            self.answer(head.split(" ")[1], body)

    def answer(self, path, body):
        if path.startswith("/slow/") and path.endswith("/endpoints"):
            asyncio.get_running_loop().call_later(0.2, self.send, path, body)
        else:
            self.send(path, body)

    def send(self, path, body):
        kind, status = "application/json", "200 OK"
        if path.endswith("/chat/completions"):
            streams = b'"stream":true' in body
            data, kind = (STREAM, "text/event-stream") if streams else (json.dumps(WHOLE).encode(), kind)
        elif path.endswith("/endpoints"):
            data = json.dumps(ENDPOINTS).encode()
        elif path.endswith("/models"):
            data = CATALOGS[path.split("/")[1]]
        else:
            data, status = b"{}", "404 Not Found"
        self.transport.write(f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n"
                             f"Content-Length: {len(data)}\r\n\r\n".encode() + data)


def serve():
    """Runs the service in a process of its own; returns its port and its process."""
    read, write = os.pipe()
    if (child := os.fork()) == 0:
        async def run():
            server = await asyncio.get_running_loop().create_server(Upstream, "127.0.0.1", 0)
            os.write(write, str(server.sockets[0].getsockname()[1]).encode())
            os.close(write)
            await server.serve_forever()
        asyncio.run(run())
    os.close(write)
    return int(os.read(read, 16)), child


def environment(size):
    return os.environ | {
        "XDG_DATA_HOME": f"{FOLDER}/{size}", "XDG_CONFIG_HOME": f"{FOLDER}/config",
        "XDG_STATE_HOME": f"{FOLDER}/state", "TERM": "xterm-256color", "LANG": "C.UTF-8",
        "OPENROUTER_API_KEY": "sk-or-v1-measure",
        "OPENROUTER_BASE_URL": f"http://127.0.0.1:{PORT}/{size}/api/v1"}


class Screen:
    """A program on a pseudo-terminal of 120 x 40."""
    def __init__(self, command, env, stdin=None):
        self.start = time.monotonic()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            if stdin:
                os.dup2(os.open(stdin, os.O_RDONLY), 0)
            os.execvpe(command[0], command, env)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))

    def read(self, limit):
        """The next bytes; none if none come in time."""
        if not select.select([self.fd], [], [], limit)[0]:
            return b""
        data = os.read(self.fd, 1 << 16)
        # What a terminal answers, so that nobody waits for it.
        if b"\x1b[c" in data:
            os.write(self.fd, b"\x1b[?62;c")
        return data

    def shown(self, text):
        """Seconds from the start until a text comes."""
        seen = b""
        while text not in seen:
            data = self.read(30)
            assert data, f"no {text} in {seen[-500:]}"
            seen = seen[-4096:] + data
        return time.monotonic() - self.start

    def paint(self, quiet=0.03):
        """Seconds until the last byte before a silence; keyboards repeat a key after 33 ms."""
        begin = last = time.monotonic()
        while self.read(quiet if last > begin else 1):
            last = time.monotonic()
        return last - begin

    def end(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def starts(contenders):
    """Milliseconds to the first screen, in turn."""
    times = {name: [] for name in contenders}
    for _ in range(ROUNDS):
        for name, (command, env, stdin, until) in contenders.items():
            screen = Screen(command, env, stdin)
            times[name].append(screen.shown(until) * 1000)
            screen.end()
    return times


def keys(there, back, env, count):
    """Milliseconds from each key to the last byte of its paint, sorted."""
    screen = Screen([MUSTER], env)
    screen.paint(1)
    times = []
    for number in range(count):
        os.write(screen.fd, there if number % 8 < 4 else back)
        times.append(screen.paint() * 1000)
    screen.end()
    return sorted(times)


def wakes(env):
    """How often any thread of the untouched interface wakes in 10 seconds."""
    screen = Screen([MUSTER], env)
    # Until the threads that have nothing to do have ended.
    screen.paint(7)

    def counts():
        return {path: int(line.split()[1]) for path in glob.glob(f"/proc/{screen.pid}/task/*/status")
                for line in open(path) if line.startswith("voluntary_ctxt_switches")}
    before = counts()
    screen.read(10)
    result = sum(count - before.get(path, 0) for path, count in counts().items())
    screen.end()
    return result


def seconds(command, env, stdin=None):
    begin = time.monotonic()
    subprocess.run(command, env=env, check=True, stdin=stdin, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.monotonic() - begin


def row(what, goal, mine, others=None, unit="ms"):
    value = statistics.median(mine)
    text = " ".join(f"{name} {statistics.median(times):.1f} ({value / statistics.median(times):.2f} x)"
                    for name, times in (others or {}).items())
    spread = f"{min(mine):.1f} to {max(mine):.1f}" if len(mine) > 1 else f"{value:.1f}"
    rows.append(f"| {what} | {goal} | {value:.1f} {unit} ({spread}) | {text} |")
    print(rows[-1], flush=True)


AIOHTTP = """
import aiohttp, asyncio, sys
async def main():
    free, out = asyncio.Semaphore(64), []
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=64)) as session:
        async def one(i):
            async with free, session.post(sys.argv[1], json={"model": "x", "max_tokens": 16,
                "messages": [{"role": "user", "content": f"What is {i} and two?"}]}) as answer:
                out.append((await answer.json())["choices"][0]["message"]["content"])
        await asyncio.gather(*[one(i) for i in range(3000)])
asyncio.run(main())
"""


def main():
    print("| what | goal | muster: median (least to most) | others: median (ratio) |\n|---|---|---|---|")
    for size, count in [("small", 340), ("large", 100_000)]:
        env = environment(size)
        refreshes = []
        for _ in range(3 if size == "small" else 1):
            shutil.rmtree(env["XDG_DATA_HOME"], ignore_errors=True)
            refreshes.append(seconds([MUSTER, "refresh"], env) * 1000)
        row(f"refresh of {count:,} new models", "60 ms" if size == "small" else "10 s", refreshes)
        lines = f"{FOLDER}/{size}.txt"
        with open(lines, "w") as file:
            subprocess.run([MUSTER, "list"], env=env, stdout=file, stderr=subprocess.DEVNULL, check=True)
        contenders = {"muster": ([MUSTER], env, None, b"of %d" % count)}
        if shutil.which("fzf"):
            contenders["fzf"] = (["fzf"], env, lines, b"/%d" % (count + 1))  # and the heading
        floor = f"{FOLDER}/floor"
        built = subprocess.run(["cc", "-O2", "-o", floor, f"{HERE}/floor.c", "-lncursesw"],
                               stderr=subprocess.DEVNULL)
        if built.returncode == 0:
            contenders["floor"] = ([floor, lines], env, None, b"quit")
        times = starts(contenders)
        row(f"first screen, {count:,} models", "1.2 x fzf, 3 x floor" if size == "small" else "2 x fzf",
            times.pop("muster"), times)
        goal = 4 if size == "small" else 16
        for there, back, name in [(b"j", b"k", "j"), (b"\x1b[6~", b"\x1b[5~", "PgDn")]:
            pressed = keys(there, back, env, 100)
            row(f"{name}, {count:,} models; 99th percentile", f"{goal} ms", [pressed[98]])
        if size == "small":
            row("wake-ups in 10 idle seconds", "0", [wakes(env)], unit="")
        row(f"`muster list`, {count:,} models", "20 ms" if size == "small" else "",
            [seconds([MUSTER, "list"], env) * 1000 for _ in range(5)])
        if shutil.which("fzf"):
            mine, theirs = [], []
            for _ in range(5):
                mine.append(seconds([MUSTER, "list", "--format", "ids", "model99"], env) * 1000)
                with open(lines) as file:
                    theirs.append(seconds(["fzf", "--filter", "model99"], env, file) * 1000)
            row(f"`muster list model99`, {count:,} models", "1 x fzf", mine, {"fzf --filter": theirs})
    env = environment("slow")
    seconds([MUSTER, "refresh"], env)
    # Eight at a time, as docs/ARCHITECTURE.md has it.
    row("`check` of 300 models, 200 ms each", "1.1 x limit", [seconds([MUSTER, "check"], env) * 1000],
        {"limit": [math.ceil(300 / 8) * 200]})
    env = environment("small")
    slate, prompts = f"{FOLDER}/slate.yaml", f"{FOLDER}/prompts.jsonl"
    subprocess.run([MUSTER, "slate", "save", slate, "author0/model-0"], env=env, check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with open(prompts, "w") as file:
        for i in range(3000):
            file.write(json.dumps({"id": str(i), "prompt": f"What is {i} and two?"}) + "\n")
    mine, theirs = [], []
    loop = [sys.executable, "-c", AIOHTTP, env["OPENROUTER_BASE_URL"] + "/chat/completions"]
    has_aiohttp = subprocess.run([sys.executable, "-c", "import aiohttp"], stderr=subprocess.DEVNULL)
    for number in range(5):
        results = f"{FOLDER}/results-{number}.jsonl"
        mine.append(seconds([MUSTER, "batch", slate, prompts, "-o", results, "--concurrency", "64",
                             "--yes"], env) * 1000)
        if has_aiohttp.returncode == 0:
            theirs.append(seconds(loop, env) * 1000)
    row("3,000 prompts, 64 at once", "1 x aiohttp", mine, {"aiohttp": theirs} if theirs else None)


PORT, CHILD = serve()
try:
    main()
finally:
    os.kill(CHILD, signal.SIGKILL)
    shutil.rmtree(FOLDER, ignore_errors=True)
