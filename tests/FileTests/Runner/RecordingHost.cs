using System.Text;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.FileTests.Runner;

/// <summary>
/// The world of one run: what is written is kept. Everything else is denied, or granted: arguments, two lines of input, the variable HOME, files that live
/// as long as the run, and servers that answer with what they were asked.
/// </summary>
internal sealed class RecordingHost(bool isGranted) : IHost
{
    private readonly Queue<string> _input = new(isGranted ? ["first line", "żółw"] : []);
    private readonly Dictionary<string, byte[]> _files = [];

    public StringBuilder Output { get; } = new();
    public StringBuilder Errors { get; } = new();
    public void WriteOut(string text) => Output.Append(text);
    public void WriteError(string text) => Errors.Append(text);
    public string? ReadLine() => _input.TryDequeue(out string? line) ? line : null;
    public IReadOnlyList<string> Args => isGranted ? ["one", "2"] : [];
    public Permissions Permissions => isGranted ? Permissions.AllAllowed : Permissions.Denied;

    public byte[] ReadFile(string path) => _files.TryGetValue(path, out byte[]? bytes) ? bytes : throw new FileNotFoundException();
    public void WriteFile(string path, byte[] bytes, bool append) => _files[path] = append && _files.TryGetValue(path, out byte[]? before) ? [.. before, .. bytes] : bytes;
    public bool FileExists(string path) => _files.ContainsKey(path);
    public IEnumerable<string> ListDirectory(string path) => _files.Keys.Where(file => file.StartsWith(path + "/", StringComparison.Ordinal)).Select(file => file[(path.Length + 1)..]);
    public string? Variable(string name) => name == "HOME" ? "here" : null;

    public Task<WebAnswer> FetchAsync(WebRequest request, CancellationToken cancellation)
    {
        string asked = $"{request.Method} {request.Address} {string.Join(", ", request.Headers)} {Encoding.UTF8.GetString(request.Body ?? [])}";
        return Task.FromResult(new WebAnswer(200, [("content-type", "text/plain")], Encoding.UTF8.GetBytes(asked)));
    }
}
