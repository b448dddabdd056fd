namespace ClaudeLang.Vm.Runtime;

/// <summary>
/// The world outside of one running program: the port through which effects reach it. Files are those of the machine that runs the
/// program unless a host says otherwise; whether they may be touched is decided before, by <see cref="Permissions"/>.
/// Failing file operations throw <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/>.
/// </summary>
public interface IHost
{
    void WriteOut(string text);
    void WriteError(string text);
    /// <summary>Null at the end of the input. What has been written so far is visible before it waits.</summary>
    string? ReadLine();
    /// <summary>The program's arguments, without its name.</summary>
    IReadOnlyList<string> Args { get; }
    Permissions Permissions { get; }

    byte[] ReadFile(string path) => File.ReadAllBytes(path);
    void WriteFile(string path, byte[] bytes, bool append)
    {
        using var file = new FileStream(path, append ? FileMode.Append : FileMode.Create, FileAccess.Write);
        file.Write(bytes);
    }
    bool FileExists(string path) => File.Exists(path) || Directory.Exists(path);
    IEnumerable<string> ListDirectory(string path) => Directory.EnumerateFileSystemEntries(path).Select(entry => Path.GetFileName(entry));
    /// <exception cref="WebException">There is no answer.</exception>
    Task<WebAnswer> FetchAsync(WebRequest request, CancellationToken cancellation) => WebFetch.SendAsync(request, cancellation);
    string? Variable(string name) => Environment.GetEnvironmentVariable(name);
}
