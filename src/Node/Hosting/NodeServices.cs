using ClaudeLang.Node.Language;
using Akka.Actor;
using ClaudeLang.Node.Executors;

namespace ClaudeLang.Node.Hosting;

/// <summary>What an executor uses of its node.</summary>
/// <param name="Address">`host:port`, the node's name for people.</param>
public sealed record NodeServices(
    string Address, NodeOptions Options, NodeCounters Counters, ILanguage Language, IActorRef Pool, IActorRef Code, IActorRef Profiles);
