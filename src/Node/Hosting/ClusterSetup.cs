using System.Globalization;
using Akka.Actor;
using Akka.Configuration;
using ClaudeLang.Protocol;

namespace ClaudeLang.Node.Hosting;

/// <summary>The one place where Akka's configuration is written. Everything else speaks of <see cref="NodeOptions"/>.</summary>
public static class ClusterSetup
{
    /// <summary>Part of every actor address, so equal on all nodes and clients.</summary>
    public const string SystemName = "claudelang";
    public const string ExecutorDispatcher = "claudelang.executor-dispatcher", CompileDispatcher = "claudelang.compile-dispatcher";

    public static Config ForNode(NodeOptions options) => ConfigurationFactory.ParseString($$"""
        akka.actor.provider = cluster
        akka.extensions = ["Akka.DistributedData.DistributedDataProvider, Akka.DistributedData"]
        akka.cluster {
          roles = [{{string.Join(", ", options.Roles.Select(Quote))}}]
          min-nr-of-members = 1
          # On loopback and in one rack a second between gossips is a long time.
          gossip-interval = 200ms
          leader-actions-interval = 200ms
          periodic-tasks-initial-delay = 100ms
          seed-node-timeout = 2s
          retry-unsuccessful-join-after = 2s
          shutdown-after-unsuccessful-join-seed-nodes = 20s
          failure-detector { heartbeat-interval = 500ms, acceptable-heartbeat-pause = 5s, threshold = 8.0 }
          # A node that was cut off goes on alone; the node command decides how long.
          run-coordinated-shutdown-when-down = off
          downing-provider-class = "Akka.Cluster.SBR.SplitBrainResolverProvider, Akka.Cluster"
          split-brain-resolver { active-strategy = keep-majority, stable-after = 5s }
          distributed-data { gossip-interval = 500ms, max-delta-elements = 16, notify-subscribers-interval = 100ms, delta-crdt.delta-propagation { gossip-interval = 100ms } }
        }
        """).WithFallback(Common(options.Listen, options.Verbose));

    /// <summary>A client talks to a node and never becomes a member.</summary>
    public static Config ForClient(string host, bool verbose) =>
        ConfigurationFactory.ParseString("akka.actor.provider = remote").WithFallback(Common(new HostPort(host, 0), verbose));

    private static Config Common(HostPort listen, bool verbose) => ConfigurationFactory.ParseString($$"""
        akka {
          # A timer that is 20 ms late harms nothing; one that wakes the process 100 times a second does.
          scheduler.tick-duration = 20ms
          loglevel = {{(verbose ? "WARNING" : "OFF")}}
          stdout-loglevel = OFF
          loggers = [{{Quote(NameOf<StderrLogger>())}}]
          log-dead-letters = off
          log-dead-letters-during-shutdown = off
          # The program ends itself, within a bound (NodeSystem.Leave); Akka's own hook takes many seconds.
          coordinated-shutdown {
            run-by-clr-shutdown-hook = off
            exit-clr = off
            default-phase-timeout = 2s
          }
          actor {
            serializers {
              claudelang = {{Quote(NameOf<AkkaCodec>())}}
              # A peer names the serializer; these two would make objects of whatever type the bytes name.
              json = {{Quote(NameOf<DenyJson>())}}
              proto = {{Quote(NameOf<DenyProto>())}}
            }
            serialization-settings.json.encode-type-names = off
            serialization-bindings { {{Quote(NameOf<IMessage>())}} = claudelang }
          }
          remote {
            log-remote-lifecycle-events = off
            retry-gate-closed-for = 500ms
            dot-netty.tcp {
              hostname = {{Quote(listen.Host)}}
              port = {{listen.Port.ToString(CultureInfo.InvariantCulture)}}
              # Above what the codec lets through, so that the transport never drops a message in silence.
              maximum-frame-size = {{Limits.FrameBytesMax}}b
              send-buffer-size = {{Limits.FrameBytesMax}}b
              receive-buffer-size = {{Limits.FrameBytesMax}}b
              connection-timeout = 5s
            }
          }
        }
        claudelang {
          # One thread a program: it computes for as long as it likes and disturbs no actor.
          executor-dispatcher { type = PinnedDispatcher }
          # One thread a worker; CompileWorker puts it below normal priority.
          compile-dispatcher { type = PinnedDispatcher }
        }
        """);

    public static Address AddressOf(HostPort node) => new("akka.tcp", SystemName, node.Host, node.Port);
    public static HostPort HostPortOf(Address address) => new(address.Host ?? "", address.Port ?? 0);

    /// <summary>HOCON takes JSON's strings; hosts and role names come from the command line.</summary>
    private static string Quote(string text) => System.Text.Json.JsonSerializer.Serialize(text);
    private static string NameOf<T>() => $"{typeof(T).FullName}, {typeof(T).Assembly.GetName().Name}";
}
