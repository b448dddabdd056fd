namespace ClaudeLang.Vm.Interpreter;

/// <summary>One run of a program: its heap, fibers, handles and output.</summary>
public sealed partial class Execution
{
}
