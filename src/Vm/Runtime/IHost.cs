namespace ClaudeLang.Vm.Runtime;

/// <summary>The world outside of one running program.</summary>
public interface IHost
{
    void WriteOut(string text);
    void WriteError(string text);
    /// <summary>Null at the end of the input.</summary>
    string? ReadLine();
    IReadOnlyList<string> Args { get; }
}
