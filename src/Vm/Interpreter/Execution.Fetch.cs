using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Vm.Interpreter;

/// <summary>
/// `network:fetch`. The fiber waits, which counts as computing longer than a time slice: others run meanwhile. The request itself runs
/// on threads of .NET; its end wakes the run, and the answer is made on the run's own thread.
/// </summary>
public sealed unsafe partial class Execution
{
    private const string Fetch = "network:fetch";
    private const int AnswerBytesMax = 64 << 20;

    /// <summary>A request under way.</summary>
    private sealed record Fetching(Uri Address, Task<WebAnswer> Answer, CancellationTokenSource Cancellation)
    {
        public void End()
        {
            Cancellation.Cancel();
            // Whatever it ends with, nobody looks at it.
            Answer.ContinueWith(ended => { _ = ended.Exception; Cancellation.Dispose(); }, TaskScheduler.Default);
        }
    }

    private readonly Dictionary<Fiber, Fetching> _fetching = [];

    private void BeginFetch(Value* args, int count)
    {
        if (count is not (1 or 2)) throw Faults.Arity(Fetch, 1, 2, count);
        string url = Arg.Text(Fetch, args, 0);
        if (count == 2) Arg.Is(Fetch, args, 1, ObjectType.Dict);
        CheckCancelled();
        bool isAddress = Uri.TryCreate(url, UriKind.Absolute, out Uri? address);
        if (!isAddress || !WebFetch.IsWeb(address!)) throw Faults.Of("io", $"{Fetch}: {url} is no address of http or https", args[0]);
        _host.Permissions.CheckNetwork(Fetch, address!);
        WebRequest request = Options(count == 2 ? args[1] : Value.Nil, new WebRequest(
            address!, "GET", [], null, _host.Permissions.AllowsNetwork, (int)Math.Min(AnswerBytesMax, Meter.Limits.HeapBytes / 4)));
        var cancellation = new CancellationTokenSource();
        var fetching = new Fetching(address!, Task.Run(() => _host.FetchAsync(request, cancellation.Token)), cancellation);
        _fetching.Add(Current, fetching);
        _scheduler->HasTimers = 1;
        fetching.Answer.ContinueWith(_ => WakeUp(), TaskScheduler.Default);
        Block();
    }

    private static WebRequest Options(Value options, WebRequest request)
    {
        if (options.IsNil) return request;
        foreach ((Value key, Value value) in Maps.Entries(options))
        {
            string name = key.IsKind(ImmediateKind.Keyword) ? Names.TextOf(key) : "";
            request = name switch
            {
                "method" => request with { Method = Word(":method", value).ToUpperInvariant() },
                "headers" => request with { Headers = HeadersOf(value) },
                "body" => request with { Body = BodyOf(value) },
                _ => throw Faults.Of("type", $"{Fetch}: expected :method, :headers or :body, got {Printer.Short(key)}"),
            };
        }
        return request;
    }

    private static ImmutableArray<(string, string)> HeadersOf(Value headers)
    {
        if (!Objects.Is(headers, ObjectType.Dict)) throw Faults.Type($"{Fetch}: :headers", "Dict", headers);
        return [.. Maps.Entries(headers).Select(entry => (Word("a header's name", entry.Key), TextOf("a header", entry.Value)))];
    }

    private static byte[] BodyOf(Value body) => Objects.Is(body, ObjectType.ByteVector)
        ? new ReadOnlySpan<byte>(Objects.Bytes(body), (int)Objects.Length(body)).ToArray() : Encoding.UTF8.GetBytes(Text(":body", body));

    private static string Text(string what, Value v) => Objects.IsString(v) ? Heap.TextOf(v) : throw Faults.Type($"{Fetch}: {what}", "String", v);

    private static string TextOf(string what, Value v)
    {
        string text = Text(what, v);
        return text.All(c => c is '\t' or >= ' ' and <= '~') ? text : throw Faults.Range(Fetch, $"{what} has a character that cannot stand there: {Printer.Short(v)}");
    }

    /// <summary>What HTTP calls a token.</summary>
    private static string Word(string what, Value v)
    {
        string text = v.IsKind(ImmediateKind.Keyword) ? Names.TextOf(v) : Text(what, v);
        return text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c))
            ? text : throw Faults.Range(Fetch, $"{what} has a character that cannot stand there: {Printer.Short(v)}");
    }

    // ---- waiting ----------------------------------------------------------------------------------------------------

    /// <summary>Fibers whose answers have come get ready.</summary>
    private void WakeFetchers()
    {
        if (_fetching.Count == 0) return;
        foreach (Fiber fiber in _fetching.Where(entry => entry.Value.Answer.IsCompleted).Select(entry => entry.Key).OrderBy(fiber => fiber.Number).ToArray())
        {
            _fetching.Remove(fiber, out Fetching? fetching);
            fiber.Answered = fetching;
            fiber.State->Arrival = Arrival.Answer;
            Wake(fiber);
        }
    }

    /// <summary>Nothing can run. Waits for an answer, a sleeper, the deadline or pre-emption; false: it is that.</summary>
    private bool WaitForAnswer()
    {
        _wake.Reset();
        if (TakePreemption()) return false;
        if (Meter.IsEnding || _fetching.Values.Any(fetching => fetching.Answer.IsCompleted)) return true;
        long until = _sleeping is not { Count: > 0 } ? long.MaxValue : WakesAt;
        double leftMs = until == long.MaxValue ? -1 : Math.Max(0, Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), until).TotalMilliseconds);
        _wake.Wait(leftMs < 0 ? Timeout.Infinite : (int)Math.Min(int.MaxValue, Math.Ceiling(leftMs)));
        return true;
    }

    /// <summary>The fiber is on the stack again and gets its answer.</summary>
    private void DeliverAnswer(Fiber fiber)
    {
        var fetching = (Fetching)fiber.Answered!;
        fiber.Answered = null;
        try
        {
            Deliver(DictOf(fetching.Answer.GetAwaiter().GetResult(), fetching.Address));
        }
        catch (FaultException fault)
        {
            RaiseAtTop(fault);
        }
        catch (WebException e)
        {
            RaiseAtTop(e.Denied is { } denied ? Faults.Permission(Fetch, "net", denied.Authority)
                : Faults.Of("io", $"{Fetch}: {fetching.Address}: {e.Message}", Heap.AllocateString(fetching.Address.ToString())));
        }
        finally
        {
            fetching.End();
        }
    }

    private Value DictOf(WebAnswer answer, Uri address)
    {
        using RootScope scope = Heap.Roots();
        if (!Strings.TryDecode(answer.Body, out string text, out _)) throw Faults.Of("io", $"{Fetch}: {address}: the answer is not valid UTF-8");
        Root body = scope.Add(Heap.AllocateString(text)), headers = scope.Add(Dicts.Create(Heap, ObjectType.Dict)), dict = scope.Add(Dicts.Create(Heap, ObjectType.Dict));
        Root key = scope.Add(Value.Nil), value = scope.Add(Value.Nil);
        foreach ((string name, string header) in answer.Headers)
        {
            key.Value = Heap.AllocateString(name);
            value.Value = Heap.AllocateString(header);
            headers.Value = Dicts.Set(Heap, headers, key, value);
        }
        Put("status", Value.FromFixnum(answer.Status));
        Put("headers", headers.Value);
        Put("body", body.Value);
        return dict.Value;

        void Put(string name, Value v)
        {
            (key.Value, value.Value) = (Names.Keyword(name), v);
            dict.Value = Dicts.Set(Heap, dict, key, value);
        }
    }

    private void EndFetch(Fiber fiber)
    {
        if (_fetching.Count > 0 && _fetching.Remove(fiber, out Fetching? fetching)) fetching.End();
    }
}
