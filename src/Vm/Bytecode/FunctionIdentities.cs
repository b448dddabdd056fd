using System.Collections.Immutable;
using System.Text;

namespace ClaudeLang.Vm.Bytecode;

/// <summary>
/// The identity of each function of a program: a hash of its code and of all that it refers to. A function that it calls is in it
/// by that one's identity, functions that refer to each other in a circle as one component; any other global by the hash of
/// its module and its name. Names of functions and locals, positions, and where a file lies are no part of it.
/// </summary>
public sealed class FunctionIdentities
{
    private readonly ProgramCode _program;
    private readonly List<Node> _nodes = [];
    private readonly Dictionary<Chunk, Node> _byChunk = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(int File, string Global), Node> _byGlobal = [];

    /// <summary>A function: what of it is its own, and the functions that it refers to, first those for its globals, then the nested ones.</summary>
    private sealed class Node(Chunk chunk, int file)
    {
        public Chunk Chunk { get; } = chunk;
        public int File { get; } = file;
        /// <summary>For each global the function behind it; null if that is no function of this program.</summary>
        public Node?[] Globals { get; set; } = [];
        public Node[] Functions { get; set; } = [];
        public IEnumerable<Node> Targets => Globals.OfType<Node>().Concat(Functions);
        public Hash256 Identity { get; set; }
        // of Tarjan's algorithm
        public int Number { get; set; } = -1;
        public int Low { get; set; }
        public bool IsOpen { get; set; }
    }

    public FunctionIdentities(ProgramCode program)
    {
        _program = program;
        for (int file = 0; file < program.Files.Length; file++) AddFunctions(program.Files[file].Main, file);
        foreach (Node node in _nodes)
        {
            node.Globals = [.. node.Chunk.Globals.Select(global => global.Kind == GlobalKind.Function ? Behind(node.File, global.Name) : null)];
            node.Functions = [.. node.Chunk.Functions.Select(function => _byChunk[function])];
        }
        foreach (List<Node> component in Components()) Identify(component);
    }

    public Hash256 Of(Chunk chunk) => _byChunk.TryGetValue(chunk, out Node? node) ? node.Identity : _program.Library?.Identities?.Of(chunk) ?? chunk.Hash;

    /// <summary>Of a global function of the program's own file; null if there is none.</summary>
    public Hash256? OfGlobal(string name) => _byGlobal.TryGetValue((0, name), out Node? node) ? node.Identity : null;

    /// <summary>A file's code with its own names, and without what it is about in other files.</summary>
    public static Hash256 HashOfModule(Chunk main) => Normal(main).Hash;

    private static Chunk Normal(Chunk chunk) => chunk.With(functions: [.. chunk.Functions.Select(Normal)], constants: WithoutNames(chunk));

    // ---- the graph --------------------------------------------------------------------------------------------------
    private void AddFunctions(Chunk main, int file)
    {
        var pending = new Stack<Chunk>([main]);
        while (pending.TryPop(out Chunk? chunk))
        {
            if (_byChunk.ContainsKey(chunk)) continue;
            var node = new Node(chunk, file);
            _nodes.Add(node);
            _byChunk.Add(chunk, node);
            foreach (Chunk function in chunk.Functions) pending.Push(function);
        }
        // A global that is a function for ever is defined by a closure right before.
        for (int pc = 1; pc < main.Code.Length; pc++)
        {
            if (Instruction.Op(main.Code[pc]) != Opcode.GlobalDefine || Instruction.Op(main.Code[pc - 1]) != Opcode.Closure) continue;
            GlobalRef global = main.Globals[Instruction.U24(main.Code[pc])];
            if (global.Kind == GlobalKind.Function) _byGlobal[(file, global.Name)] = _byChunk[main.Functions[Instruction.U24(main.Code[pc - 1])]];
        }
    }

    private Node? Behind(int file, string global)
    {
        (file, global, _) = Origin(file, global);
        return _byGlobal.GetValueOrDefault((file, global));
    }

    /// <summary>The file and global that a name leads to, through imports of names and members.</summary>
    private (int File, string Global, bool IsCopy) Origin(int file, string global)
    {
        bool isCopy = false;
        while (true)
        {
            FileCode code = _program.Files[file];
            MemberLink? member = code.Links.GetValueOrDefault(global);
            if (member is { Import: MemberLink.SameFile })
            {
                global = member.Export;
                continue;
            }
            (int import, string export) = member is null ? ImportOf(code, global) : (member.Import, member.Export);
            if (import < 0 || code.Imports[import].File < 0) return (file, global, isCopy);
            isCopy |= member is null;
            FileCode target = _program.Files[file = code.Imports[import].File];
            if (!target.Modules[target.OwnModule].Exports.TryGetValue(export, out string? next)) return (file, export, isCopy);
            global = next;
        }
    }

    private static (int Import, string Export) ImportOf(FileCode code, string global)
    {
        for (int i = 0; i < code.Imports.Length; i++)
            foreach (NameLink name in code.Imports[i].Names)
                if (name.Global == global) return (i, name.Export);
        return (-1, "");
    }

    // ---- strongly connected components, what a function refers to before the function itself -------------------------------
    private List<List<Node>> Components()
    {
        var components = new List<List<Node>>();
        var open = new Stack<Node>();
        var walk = new Stack<(Node Node, IEnumerator<Node> Targets)>();
        int numbers = 0;
        foreach (Node root in _nodes.Where(node => node.Number < 0))
        {
            Enter(root);
            while (walk.TryPeek(out var top))
            {
                if (top.Targets.MoveNext())
                {
                    Node target = top.Targets.Current;
                    if (target.Number < 0) Enter(target);
                    else if (target.IsOpen) top.Node.Low = Math.Min(top.Node.Low, target.Number);
                    continue;
                }
                walk.Pop();
                if (walk.TryPeek(out var around)) around.Node.Low = Math.Min(around.Node.Low, top.Node.Low);
                if (top.Node.Low == top.Node.Number) components.Add(Close(top.Node));
            }
        }
        return components;

        void Enter(Node node)
        {
            node.Number = node.Low = numbers++;
            node.IsOpen = true;
            open.Push(node);
            walk.Push((node, node.Targets.GetEnumerator()));
        }

        List<Node> Close(Node root)
        {
            var component = new List<Node>();
            Node node;
            do
            {
                component.Add(node = open.Pop());
                node.IsOpen = false;
            }
            while (node != root);
            return component;
        }
    }

    // ---- hashing ----------------------------------------------------------------------------------------------------

    /// <summary>
    /// Within a component the functions are told apart step by step: first by their own code, then by the classes of what they refer to, until no
    /// class falls apart. Two functions of the same class do the same. The identity is the class together with all classes of the component.
    /// </summary>
    private void Identify(List<Node> component)
    {
        var inside = component.ToDictionary(node => node, _ => default(Hash256));
        if (component.Count == 1 && !component[0].Targets.Contains(component[0]))
        {
            component[0].Identity = HashOf(component[0], inside);
            return;
        }
        int classes = 1;
        while (true)
        {
            Dictionary<Node, Hash256> next = component.ToDictionary(node => node, node => HashOf(node, inside));
            int found = next.Values.Distinct().Count();
            inside = next;
            if (found == classes) break;
            classes = found;
        }
        string all = string.Join('\n', inside.Values.Distinct().Order().Select(hash => hash.ToString()));
        foreach (Node node in component) node.Identity = Hash256.Of(Encoding.UTF8.GetBytes($"component {inside[node]}\n{all}"));
    }

    /// <param name="classes">For functions of the component that is worked on, instead of their identities.</param>
    private Hash256 HashOf(Node node, Dictionary<Node, Hash256> classes)
    {
        GlobalRef[] globals = [.. node.Chunk.Globals];
        for (int i = 0; i < globals.Length; i++)
            globals[i] = globals[i] with { Name = node.Globals[i] is { } target ? Label(target) : NameOf(node.File, globals[i]) };
        byte[] own = ChunkCodec.Encode(node.Chunk.With(functions: [], constants: WithoutNames(node.Chunk), globals: [.. globals]), withDebug: false);
        string rest = string.Join(' ', node.Functions.Select(Label)) + (classes.TryGetValue(node, out Hash256 last) ? $" was {last}" : "");
        return Hash256.Of([.. own, .. Encoding.UTF8.GetBytes(rest)]);

        string Label(Node target) => classes.TryGetValue(target, out Hash256 inside) ? $"component {inside}" : $"function {target.Identity}";
    }

    private string NameOf(int file, GlobalRef global)
    {
        if (_program.Library?.Identities?.OfGlobal(global.Name) is { } library) return $"function {library}";
        (file, string name, bool isCopy) = Origin(file, global.Name);
        return $"{(isCopy ? "copy" : "global")} {_program.Files[file].ModuleHash} {name}";
    }

    /// <summary>Constants without the names of locals, which box.get has for its error.</summary>
    private static ImmutableArray<Constant> WithoutNames(Chunk chunk)
    {
        var names = new HashSet<int>();
        foreach (uint word in chunk.Code)
            if (Instruction.Op(word) == Opcode.BoxGet) names.Add(Instruction.U24(word));
        return names.Count == 0 ? chunk.Constants : [.. chunk.Constants.Select((constant, k) => names.Contains(k) ? new Constant.Nil() : constant)];
    }
}
