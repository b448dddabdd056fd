using Akka.Actor;
using ClaudeLang.Node.Executors;
using ClaudeLang.Node.Language;

namespace ClaudeLang.Node.Hosting;

/// <summary>What an executor uses of its node.</summary>
/// <param name="Address">`host:port`, the node's name for people.</param>
public sealed record NodeServices(
    string Address, NodeOptions Options, NodeCounters Counters, ILanguage Language, IActorRef Pool, IActorRef Code, IActorRef Profiles);
