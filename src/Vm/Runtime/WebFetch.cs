using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;

namespace ClaudeLang.Vm.Runtime;

/// <summary>What `network:fetch` asks for.</summary>
/// <param name="Body">Null: none.</param>
/// <param name="IsAllowed">Whether the run may reach an address; asked before each hop.</param>
/// <param name="BytesMax">A longer answer is an error.</param>
public sealed record WebRequest(
    Uri Address, string Method, ImmutableArray<(string Name, string Value)> Headers, byte[]? Body, Func<Uri, bool> IsAllowed, int BytesMax);

/// <param name="Headers">Names in lower case; what came several times is joined by commas.</param>
public sealed record WebAnswer(int Status, ImmutableArray<(string Name, string Value)> Headers, byte[] Body);

/// <summary>The text is for the program's user. Denied: the address was not allowed.</summary>
public sealed class WebException(string message, Uri? denied = null) : Exception(message)
{
    public Uri? Denied => denied;
}

/// <summary>HTTP, without proxies, cookies and credentials of the machine: a program sends what it says and nothing else.</summary>
public static class WebFetch
{
    private const int RedirectsMax = 10;

    private static readonly Lazy<HttpClient> Client = new(() => new HttpClient(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(30),
        UseCookies = false,
        UseProxy = false,
    })
    { Timeout = Timeout.InfiniteTimeSpan });

    /// <summary>The whole answer, after redirections.</summary>
    /// <exception cref="WebException">No answer, one that is too long, too many redirections, or one to a place that is not allowed.</exception>
    public static async Task<WebAnswer> SendAsync(WebRequest asked, CancellationToken cancellation)
    {
        try
        {
            for (int hop = 0; hop <= RedirectsMax; hop++)
            {
                if (!asked.IsAllowed(asked.Address)) throw new WebException("", asked.Address);
                using HttpRequestMessage message = MessageOf(asked);
                using HttpResponseMessage answer = await Client.Value.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
                if (NextHop(asked, answer) is not { } next) return await WholeAsync(answer, asked.BytesMax, cancellation).ConfigureAwait(false);
                asked = next;
            }
            throw new WebException($"more than {RedirectsMax} redirections");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidOperationException or NotSupportedException or FormatException)
        {
            throw new WebException((e.InnerException ?? e).Message);
        }
    }

    private static HttpRequestMessage MessageOf(WebRequest asked)
    {
        var message = new HttpRequestMessage(new HttpMethod(asked.Method), asked.Address);
        if (asked.Body is not null) message.Content = new ByteArrayContent(asked.Body);
        foreach ((string name, string value) in asked.Headers)
            if (!message.Headers.TryAddWithoutValidation(name, value)) message.Content?.Headers.TryAddWithoutValidation(name, value);
        return message;
    }

    /// <summary>Where an answer sends us; null if it is the end.</summary>
    private static WebRequest? NextHop(WebRequest asked, HttpResponseMessage answer)
    {
        if ((int)answer.StatusCode is not (301 or 302 or 303 or 307 or 308) || answer.Headers.Location is not { } location) return null;
        var address = new Uri(asked.Address, location);
        if (!IsWeb(address)) throw new WebException($"a redirection to {address}");
        bool sameOrigin = address.Authority == asked.Address.Authority && address.Scheme == asked.Address.Scheme;
        WebRequest next = asked with { Address = address, Headers = sameOrigin ? asked.Headers : [.. asked.Headers.Where(header => !IsSecret(header.Name))] };
        // As browsers do: what was posted is not posted again, unless the answer says so.
        bool asksAnew = (int)answer.StatusCode == 303 ? asked.Method != "HEAD" : (int)answer.StatusCode < 307 && asked.Method == "POST";
        return asksAnew ? next with { Method = "GET", Body = null } : next;
    }

    public static bool IsWeb(Uri address) => address.Scheme is "http" or "https";

    private static bool IsSecret(string header) => header.Equals("authorization", StringComparison.OrdinalIgnoreCase) || header.Equals("cookie", StringComparison.OrdinalIgnoreCase);

    private static async Task<WebAnswer> WholeAsync(HttpResponseMessage answer, int bytesMax, CancellationToken cancellation)
    {
        using Stream stream = await answer.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        using var body = new MemoryStream();
        var piece = new byte[16 << 10];
        for (int n; (n = await stream.ReadAsync(piece, cancellation).ConfigureAwait(false)) > 0;)
        {
            if (body.Length + n > bytesMax) throw new WebException($"the answer has more than {bytesMax} bytes");
            body.Write(piece, 0, n);
        }
        return new WebAnswer((int)answer.StatusCode, [.. HeadersOf(answer.Headers), .. HeadersOf(answer.Content.Headers)], body.ToArray());
    }

    private static IEnumerable<(string, string)> HeadersOf(HttpHeaders headers) => headers.NonValidated.Select(header => (header.Key.ToLowerInvariant(), string.Join(", ", header.Value)));
}
