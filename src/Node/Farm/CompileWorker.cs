using System.Diagnostics;
using Akka.Actor;
using ClaudeLang.Node.Hosting;
using ClaudeLang.Node.Profiles;
using ClaudeLang.Protocol;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Node.Farm;

/// <summary>Compiles one job after the other, on its own thread below normal priority. Remembers nothing about who asks.</summary>
public sealed class CompileWorker : ReceiveActor
{
    /// <param name="store">This node's, which keeps what is compiled here: another node may ask for it when the first asker is gone.</param>
    /// <param name="delayMs">For fault tests: how long to sleep before each compile.</param>
    public CompileWorker(ICompiler compiler, NodeCounters counters, IActorRef store, string self, int delayMs)
    {
        Receive<CompileRequest>(request =>
        {
            LowPriority.EnterThread(LowPriority.Some);
            if (delayMs > 0) Thread.Sleep(delayMs);
            var started = Stopwatch.GetTimestamp();
            var outcome = compiler.Compile(request.Key, request.Job);
            var us = (long)Stopwatch.GetElapsedTime(started).TotalMicroseconds;
            if (outcome.Image is { } image)
            {
                counters.Compiled();
                store.Tell(new KeepImage(request.Key, image, self));
                Sender.Tell(new CompileReply(request.Key, request.Attempt, image, us));
            }
            else
            {
                counters.Refused();
                Sender.Tell(new CompileRefused(request.Key, request.Attempt, outcome.Reason, outcome.Detail));
            }
        });
    }

    public static Props PropsOf(ICompiler compiler, NodeCounters counters, IActorRef store, string self, int delayMs) =>
        Props.Create(() => new CompileWorker(compiler, counters, store, self, delayMs)).WithDispatcher(ClusterSetup.CompileDispatcher);
}
