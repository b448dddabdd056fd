namespace ClaudeLang.Protocol;

/// <summary>THE list: every message and the short name that it travels under. Names are never changed or used again; only add.</summary>
public static class Manifests
{
    public static IReadOnlyList<Manifest> All { get; } =
    [
        // Compile.cs: pool <-> worker, store <-> store
        Manifest.Of<CompileRequest>("cq"),
        Manifest.Of<CompileReply>("ca"),
        Manifest.Of<CompileRefused>("cx"),
        Manifest.Of<ImageLookup>("iq"),
        Manifest.Of<ImageFound>("ia"),
        Manifest.Of<ImageMissing>("ix"),
        // Programs.cs: client <-> gateway, client <-> executor
        Manifest.Of<SubmitProgram>("pq"),
        Manifest.Of<SubmitAccepted>("pa"),
        Manifest.Of<SubmitRefused>("px"),
        Manifest.Of<OutputChunk>("po"),
        Manifest.Of<OutputAck>("pk"),
        Manifest.Of<CancelProgram>("pc"),
        Manifest.Of<ProgramFinished>("pf"),
        // Nodes.cs: node <-> node, client <-> gateway
        Manifest.Of<NodeHello>("nh"),
        Manifest.Of<StatusQuery>("sq"),
        Manifest.Of<StatusReply>("sa"),
        Manifest.Of<NodeStatusQuery>("nq"),
        Manifest.Of<NodeStatus>("na"),
        Manifest.Of<ProfileEntry>("fe"),
    ];

    private static readonly Dictionary<string, Manifest> ByName = All.ToDictionary(manifest => manifest.Name);
    private static readonly Dictionary<Type, Manifest> ByType = All.ToDictionary(manifest => manifest.Type);

    /// <exception cref="ProtocolException">No message travels under this name.</exception>
    public static Manifest Find(string name) =>
        ByName.GetValueOrDefault(name) ?? throw new ProtocolException("Unknown manifest.");

    /// <exception cref="ProtocolException">This is no message.</exception>
    public static Manifest Of(object message) =>
        ByType.GetValueOrDefault(message.GetType()) ?? throw new ProtocolException($"{message.GetType().Name} does not travel.");
}
