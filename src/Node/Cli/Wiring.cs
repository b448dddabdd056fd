using ClaudeLang.Node.Farm;
using ClaudeLang.Node.Language;

namespace ClaudeLang.Node.Cli;

/// <summary>The one place that names the virtual machine and the compiler that this program is built from.</summary>
internal static class Wiring
{
    public static (ICompiler Compiler, ILanguage Language) Create() => (new JitService(), new ClaudeLanguage());
}
