using System.Runtime.InteropServices;

namespace ClaudeLang.Node.Cli;

/// <summary>How a process ends: soon, and with its output written.</summary>
internal static class Ending
{
    public const int Interrupted = 130, Terminated = 143;
    /// <summary>What an actor system gets to say goodbye after a program's end.</summary>
    public static readonly TimeSpan GraceAfterRun = TimeSpan.FromMilliseconds(150);

    private static readonly List<PosixSignalRegistration> Registrations = [];

    /// <summary>Calls <paramref name="onSignal"/> with the exit status on Ctrl-C and SIGTERM, once; a second signal ends the process at once.</summary>
    public static void OnSignal(Action<int> onSignal)
    {
        var signals = 0;
        void Handle(PosixSignalContext context)
        {
            context.Cancel = true;
            var status = context.Signal == PosixSignal.SIGINT ? Interrupted : Terminated;
            if (Interlocked.Increment(ref signals) > 1) Environment.Exit(status);
            else onSignal(status);
        }
        Registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle));
        Registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle));
    }
}
