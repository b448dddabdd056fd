using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace ClaudeLang.Vm.Syntax;

/// <summary>
/// Lets a recursive walk go as deep as memory allows: where the thread's stack runs low, the walk goes on on a new thread while this one
/// waits. Better than one huge stack: shallow programs, nearly all, pay one comparison a node and no thread.
/// </summary>
public static class StackGuard
{
    private const int StackBytes = 64 << 20;

    public static bool HasRoom => RuntimeHelpers.TryEnsureSufficientExecutionStack();

    public static T OnNewStack<T>(Func<T> walk)
    {
        T result = default!;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                result = walk();
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        }, StackBytes);
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result;
    }
}
