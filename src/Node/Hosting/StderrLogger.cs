using Akka.Actor;
using Akka.Event;

namespace ClaudeLang.Node.Hosting;

/// <summary>Akka's log, one line an event, on stderr: stdout belongs to the program.</summary>
public sealed class StderrLogger : ReceiveActor
{
    public StderrLogger()
    {
        Receive<InitializeLogger>(_ => Sender.Tell(new LoggerInitialized()));
        Receive<LogEvent>(Write);
    }

    private static void Write(LogEvent e)
    {
        var text = $"{e.LogLevel().ToString().Replace("Level", "", StringComparison.Ordinal).ToLowerInvariant()}: {e.Message}";
        Console.Error.WriteLine(e.Cause is { } cause ? $"{text} ({cause.GetType().Name}: {cause.Message})" : text);
    }
}
