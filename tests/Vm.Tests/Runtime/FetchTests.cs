using System.Net;
using System.Net.Sockets;
using System.Text;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Syntax;
using Xunit;

namespace ClaudeLang.Vm.Tests.Runtime;

/// <summary>`network:fetch` against servers on this machine.</summary>
public sealed class FetchTests
{
    private static readonly StandardLibrary Library = new(new SourceText(Prelude.FileName, Prelude.Text));

    /// <summary>Answers each request with what a function makes of it; null: never.</summary>
    private sealed class Server : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly Func<string, string?> _answer;
        private readonly List<TcpClient> _open = [];

        public Server(Func<string, string?> answer)
        {
            _answer = answer;
            _listener.Start();
            _ = Task.Run(AcceptAsync);
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;
        public string Url => $"http://127.0.0.1:{Port}";
        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        private async Task AcceptAsync()
        {
            while (true)
            {
                TcpClient client;
                try
                {
                    client = await _listener.AcceptTcpClientAsync();
                }
                catch (Exception e) when (e is SocketException or ObjectDisposedException)
                {
                    return;
                }
                lock (_open) _open.Add(client);
                _ = Task.Run(() => ServeAsync(client));
            }
        }

        private async Task ServeAsync(TcpClient client)
        {
            string request = await ReadAsync(client.GetStream());
            Asked.TrySetResult();
            if (_answer(request) is not { } answer) return;
            try
            {
                await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(answer));
            }
            catch (IOException) { } // whoever asked has had enough
            client.Dispose();
        }

        private static async Task<string> ReadAsync(NetworkStream stream)
        {
            var text = new StringBuilder();
            var buffer = new byte[4096];
            while (true)
            {
                string now = text.ToString();
                int end = now.IndexOf("\r\n\r\n", StringComparison.Ordinal);
                int length = now.Split("\r\n").Where(line => line.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase)).Select(line => int.Parse(line[16..])).FirstOrDefault();
                if (end >= 0 && now.Length >= end + 4 + length) return now;
                int n = await stream.ReadAsync(buffer);
                if (n == 0) return now;
                text.Append(Encoding.Latin1.GetString(buffer, 0, n));
            }
        }

        public void Dispose()
        {
            _listener.Stop();
            lock (_open) foreach (TcpClient client in _open) client.Dispose();
        }
    }

    private static string Answer(string body, string status = "200 OK", string headers = "") => $"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n{headers}\r\n{body}";
    private static string Redirect(string to, int status = 302) => Answer("", $"{status} Elsewhere", $"Location: {to}\r\n");

    private static Execution Begin(string text, TestHost host, Limits? limits = null)
    {
        CompileOutcome outcome = SourceCompiler.Compile(new SourceText("test.cl", text), Library);
        Assert.True(outcome.Program is not null, outcome.RenderErrors());
        return new Execution(outcome.Program, host, new ExecutionOptions(limits), Library.Prelude);
    }

    private static string Run(string text, Permissions? permissions = null, Limits? limits = null)
    {
        var host = new TestHost { Permissions = permissions ?? Permissions.AllAllowed };
        using Execution execution = Begin(text, host, limits);
        return execution.RunToEnd() == RunStatus.Finished ? host.Out.ToString() : $"{host.Out}:{execution.Fault!.Kind} {execution.Fault.Message}";
    }

    [Fact]
    public void The_answer_is_a_dict()
    {
        using var server = new Server(_ => Answer("text \u00c3\u00a9", "404 Nothing", "X-One: 1\r\nX-Two: a\r\nX-Two: b\r\n"));
        Assert.Equal("404 text \u00e9 1 a, b [:status, :headers, :body]\n", Run(
            $"(define r (network:fetch \"{server.Url}/x\")) (define h (dict-get r :headers))"
            + "(io:print (dict-get r :status) (dict-get r :body) (dict-get h \"x-one\") (dict-get h \"x-two\") (dict-keys r))"));
    }

    [Fact]
    public void The_request_is_what_the_options_say()
    {
        using var server = new Server(request => Answer(request.Replace("\r\n", "|")));
        string get = Run($"(io:print (dict-get (network:fetch \"{server.Url}/a?b=c\") :body))");
        Assert.StartsWith("GET /a?b=c HTTP/1.1|", get);
        string post = Run($"(io:print (dict-get (network:fetch \"{server.Url}\" {{:method \"post\" :headers {{\"X-My\" \"yes\" :content-type \"text/x\"}} :body \"\u00e9!\"}}) :body))");
        Assert.StartsWith("POST / HTTP/1.1|", post);
        Assert.Contains("|X-My: yes|", post);
        Assert.Contains("|content-type: text/x|", post, StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith("||\u00e9!\n", post);
        Assert.EndsWith("||AB\n", Run($"(io:print (dict-get (network:fetch \"{server.Url}\" {{:method :PUT :body (byte-vector 65 66)}}) :body))"));
    }

    [Theory]
    [InlineData("(network:fetch)", ":arity network:fetch: expected 1 to 2 arguments, got 0")]
    [InlineData("(network:fetch 5)", ":type network:fetch: argument 1: expected String, got Int 5")]
    [InlineData("(network:fetch \"http://h\" 5)", ":type network:fetch: argument 2: expected Dict, got Int 5")]
    [InlineData("(network:fetch \"http://h\" {:body 5})", ":type network:fetch: :body: expected String, got Int 5")]
    [InlineData("(network:fetch \"http://h\" {:headers 5})", ":type network:fetch: :headers: expected Dict, got Int 5")]
    [InlineData("(network:fetch \"http://h\" {:other 5})", ":type network:fetch: expected :method, :headers or :body, got :other")]
    [InlineData("(network:fetch \"http://h\" {:method \"GET / HTTP/1.1\\r\\nX\"})", ":range network:fetch: :method has a character that cannot stand there")]
    [InlineData("(network:fetch \"http://h\" {:method \"\"})", ":range network:fetch: :method has a character that cannot stand there")]
    [InlineData("(network:fetch \"http://h\" {:headers {\"a\" \"b\\r\\nc: d\"}})", ":range network:fetch: a header has a character that cannot stand there")]
    [InlineData("(network:fetch \"file:///etc/passwd\")", ":io network:fetch: file:///etc/passwd is no address of http or https")]
    [InlineData("(network:fetch \"no address\")", ":io network:fetch: no address is no address of http or https")]
    public void A_wrong_request_is_an_error(string program, string error) => Assert.StartsWith(error, Run(program));

    [Fact]
    public void Hosts_are_denied_unless_granted()
    {
        using var server = new Server(_ => Answer("yes"));
        string fetch = $"(io:print (dict-get (network:fetch \"{server.Url}\") :body))", denied = $":permission network:fetch: net access to 127.0.0.1:{server.Port} is not allowed (--allow-net)";
        Assert.Equal(denied, Run(fetch, Permissions.Denied));
        Assert.Equal(denied, Run(fetch, Permissions.Denied with { Network = Grant.Of("localhost", $"127.0.0.1:{server.Port + 1}") }));
        Assert.Equal("yes\n", Run(fetch, Permissions.Denied with { Network = Grant.Of("127.0.0.1") }));
        Assert.Equal("yes\n", Run(fetch, Permissions.Denied with { Network = Grant.Of($"127.0.0.1:{server.Port}") }));
        // Denied goes before what is wrong with the options and before the server is missing.
        Assert.StartsWith(":permission ", Run("(network:fetch \"http://127.0.0.1:1/\" {:other 1})", Permissions.Denied));
    }

    [Fact]
    public void Each_hop_of_a_redirection_needs_permission()
    {
        using var secret = new Server(_ => Answer("secret"));
        using var server = new Server(request => request.StartsWith("GET /away") ? Redirect($"{secret.Url}/") : request.StartsWith("GET /file") ? Redirect("file:///etc/passwd")
            : request.StartsWith("GET /loop") ? Redirect("/loop") : request.StartsWith("POST") ? Redirect("/posted") : request.StartsWith("PUT") ? Redirect("/kept", 307) : Answer(request.Split(' ')[1]));
        Permissions onlyFirst = Permissions.Denied with { Network = Grant.Of($"127.0.0.1:{server.Port}") };
        string Fetch(string path, string options = "{}") => $"(io:print (dict-get (network:fetch \"{server.Url}{path}\" {options}) :body))";
        Assert.Equal("secret\n", Run(Fetch("/away")));
        Assert.Equal($":permission network:fetch: net access to 127.0.0.1:{secret.Port} is not allowed (--allow-net)", Run(Fetch("/away"), onlyFirst));
        Assert.Equal("/posted\n", Run(Fetch("/p", "{:method \"POST\" :body \"x\"}"), onlyFirst));
        Assert.StartsWith(":io ", Run(Fetch("/file")));
        Assert.EndsWith("more than 10 redirections", Run(Fetch("/loop")));
    }

    [Fact]
    public void Ten_redirections_are_followed_and_no_more()
    {
        using var server = new Server(request => int.Parse(request.Split(' ')[1][1..], System.Globalization.CultureInfo.InvariantCulture) is > 0 and var left ? Redirect($"/{left - 1}") : Answer("there"));
        string Fetch(int hops) => Run($"(io:print (dict-get (network:fetch \"{server.Url}/{hops}\") :body))");
        Assert.Equal("there\n", Fetch(10));
        Assert.EndsWith("more than 10 redirections", Fetch(11));
    }

    [Fact]
    public void What_cannot_be_had_is_an_io_error()
    {
        int free;
        using (var gone = new Server(_ => null)) free = gone.Port;
        Assert.StartsWith($":io network:fetch: http://127.0.0.1:{free}/: ", Run($"(network:fetch \"http://127.0.0.1:{free}\")"));
        using var server = new Server(request => request.StartsWith("GET /bytes") ? Answer("\u00ff\u00fe") : "nonsense\r\n\r\n");
        Assert.Equal($":io network:fetch: {server.Url}/bytes: the answer is not valid UTF-8", Run($"(network:fetch \"{server.Url}/bytes\")"));
        Assert.StartsWith(":io ", Run($"(network:fetch \"{server.Url}/\")"));
        using var large = new Server(_ => Answer(new string('x', 3_000_000)));
        Assert.EndsWith("the answer has more than 2097152 bytes", Run($"(network:fetch \"{large.Url}\")", limits: new Limits(HeapBytes: 8 << 20)));
    }

    [Fact]
    public void A_server_that_never_answers_costs_the_time_limit_and_no_more()
    {
        using var server = new Server(_ => null);
        Assert.Equal(":timeout\nafter\n", Run($"(io:print (try (network:fetch \"{server.Url}\") (catch e (Error-kind e)))) (io:print \"after\")", limits: new Limits(TimeMs: 100)));
        Assert.Equal(":timeout\n", Run($"(io:print (try (parallel:map network:fetch [\"{server.Url}\" \"{server.Url}\"]) (catch e (Error-kind e))))", limits: new Limits(TimeMs: 100)));
    }

    [Fact]
    public void A_run_that_waits_can_be_pre_empted_and_dropped()
    {
        using var server = new Server(_ => null);
        using Execution execution = Begin($"(network:fetch \"{server.Url}\")", new TestHost { Permissions = Permissions.AllAllowed });
        for (int i = 0; i < 3; i++)
        {
            using var timer = new Timer(_ => execution.Preempt(), null, 1, 1);
            Assert.Equal(RunStatus.Yielded, execution.Run());
        }
    }

    [Fact]
    public async Task Other_fibers_go_on_and_can_cancel()
    {
        using var never = new Server(_ => null);
        using var server = new Server(request => Answer(request.Split(' ')[1]));
        const string Program = "(define t (go (network:fetch \"NEVER\"))) (define all (map (lambda (i) (go (dict-get (network:fetch (str \"SERVER/\" i)) :body))) (range 5)))"
            + "(time:sleep 0) (io:print \"meanwhile\") (io:print (map await all)) (io:read-line) (cancel! t) (io:print (try (await t) (catch e (Error-kind e))))";
        Task<string> run = Task.Run(() => Run(Program.Replace("NEVER", never.Url).Replace("SERVER", server.Url)));
        await never.Asked.Task;
        Assert.Equal("meanwhile\n[\"/0\", \"/1\", \"/2\", \"/3\", \"/4\"]\n:cancelled\n", await run);
    }

    [Fact]
    public void A_handler_takes_it() => Assert.Equal("[:fetch, [\"x\"]]\n", Run("(io:print (handler ((network (lambda (op . args) [op args]))) (network:fetch \"x\")))", Permissions.Denied));
}
