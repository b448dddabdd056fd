using System.CommandLine;
using ClaudeLang.Node.Executors;
using ClaudeLang.Node.Language;
using ClaudeLang.Protocol;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Node.Cli;

/// <summary>One program in this process: no cluster, hot functions are compiled by a thread of our own.</summary>
internal static class RunCommand
{
    /// <summary>A fiber that computes longer than this lets others run.</summary>
    private const int FiberSliceMs = 10;

    public static Command Build()
    {
        var options = new ProgramOptions();
        var command = new Command("run", "Run a program in this process.\n\nExample:\n  claudelang run examples/wordfreq.cl notes.txt --allow-read=notes.txt");
        options.AddTo(command);
        var native = new NativeOptions(command);
        command.SetAction(parsed =>
        {
            native.Begin(parsed);
            using var logFile = options.Tiers.OpenLog(parsed);
            return Run(options.Read(parsed), options.Report.IsWanted(parsed) ? report => options.Report.Print(parsed, report) : null, logFile: logFile);
        });
        return command;
    }

    /// <param name="tell">Who wants the report; making it costs more than a short program does, so null if nobody does.</param>
    /// <param name="logFile">Where the tier log goes, if the program is to have one; null: to stderr.</param>
    public static int Run(SubmitProgram submit, Action<RunReport>? tell, bool printsResult = false, LogFile? logFile = null)
    {
        var (compiler, language) = Wiring.Create();
        using var console = new StdConsole();
        var log = new RunLog();
        var tierLog = TierLog.For(submit.Tiers, logFile is null ? line => console.Write(true, line) : logFile.Write);
        Action<TierEvent>? follow = tierLog is null ? null : tierLog.Tell;
        using var local = submit.Jit == JitMode.Full ? new LocalFarm(compiler, log, submit.Tiers.PassesOff ?? [], submit.Tiers.Waits, follow) : null;
        IProgram program;
        try
        {
            program = language.Load(ProgramSource.Of(submit), console, local is null ? null : local.Request, follow);
        }
        catch (BadProgramException e)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
        foreach (var warning in program.Warnings) console.Write(true, warning + "\n");
        local?.Serve(program);
        var ticked = Ticker.Add(program, FiberSliceMs);
        log.Start();
        SliceEnd end;
        // A program that ends in its first slice needs no compiler, nobody who flushes, and nobody who listens to signals: each takes longer to start.
        var isLong = false;
        while ((end = ticked.Run()) is SliceEnd.Yielded or SliceEnd.Sleeping)
        {
            local?.Start();
            if (!isLong) console.FlushFromTimeToTime();
            if (!isLong) Ending.OnSignal(status => EndEarly(console, status));
            isLong = true;
            if (end == SliceEnd.Sleeping) Thread.Sleep(program.SleepMs);
        }
        Ticker.Remove(ticked);
        if (program.Failure is { } failure) console.Write(true, failure + "\n");
        if (printsResult && end == SliceEnd.Finished && program.ResultText is { } result) console.Write(false, result + "\n");
        console.Flush();
        tell?.Invoke(log.Report("this process", program, ticked));
        return end == SliceEnd.Finished ? 0 : 1;
    }

    private static void EndEarly(StdConsole console, int status)
    {
        console.Flush();
        Environment.Exit(status);
    }
}
