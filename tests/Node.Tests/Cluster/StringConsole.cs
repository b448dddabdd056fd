using System.Text;
using ClaudeLang.Node.Cli;

namespace ClaudeLang.Node.Tests.Cluster;

internal sealed class StringConsole : IOutput, IDisposable
{
    private readonly MemoryStream _bytes = new();
    public string Text => Encoding.UTF8.GetString(_bytes.ToArray());
    public void Write(bool isError, byte[] bytes) => _bytes.Write(bytes);
    public void Dispose() => _bytes.Dispose();
}
