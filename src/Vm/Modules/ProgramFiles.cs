using System.Collections.Immutable;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Syntax;

namespace ClaudeLang.Vm.Modules;

/// <summary>What an import path means: a text, the same file as another path, or an error. Exactly one of Text, SameAs and Failure.</summary>
/// <param name="Path">As <see cref="ImportPath.Resolve"/> gives it; also the file's name in messages.</param>
public sealed record ImportedFile(string Path, ReadOnlyMemory<byte>? Text, string? SameAs, ImportFailure? Failure);

/// <summary>
/// The files that a program imports, directly or through others, without those of the library: all that a compile needs beside the
/// program itself, so that it can be compiled on another machine. Read once, before the program runs; what an import cannot get at is an error
/// when the import runs.
/// </summary>
public sealed class ProgramFiles
{
    public static readonly ProgramFiles None = new([]);

    private readonly ImmutableDictionary<string, ImportedFile> _byPath;

    public ProgramFiles(IEnumerable<ImportedFile> files) => _byPath = files.ToImmutableDictionary(file => file.Path);

    public IEnumerable<ImportedFile> All => _byPath.Values.OrderBy(file => file.Path, StringComparer.Ordinal);

    public ImportedFile? Find(string path) => _byPath.GetValueOrDefault(path);

    /// <summary>The one path of a file that several lead to.</summary>
    public string PathOf(string path) => Find(path)?.SameAs ?? path;

    /// <summary>Reads the files that a program names, those that they name, and so on.</summary>
    /// <param name="fileName">The program's file; imports below its folder need no permission.</param>
    /// <param name="bytesMax">What all of them together may have; what is more is an error of the import.</param>
    public static ProgramFiles Read(string fileName, ReadOnlySpan<byte> text, Permissions permissions, long bytesMax = long.MaxValue)
    {
        // Most programs import nothing, and then need not be parsed twice.
        if (text.IndexOf("import"u8) < 0) return None;
        if (SourceText.Decode(fileName, text, out _) is not { } source) return None;
        var reader = new Reader(fileName, permissions, bytesMax);
        reader.Follow(source);
        return new ProgramFiles(reader.Files.Values);
    }

    private sealed class Reader(string program, Permissions permissions, long bytesLeft)
    {
        private readonly string _root = RealPath.Of(program[..(program.LastIndexOf('/') + 1)] is { Length: > 0 } folder ? folder : ".");
        private readonly Dictionary<string, string> _byRealPath = new() { [RealPath.Of(program)] = program };
        private readonly Queue<SourceText> _unread = new();

        public Dictionary<string, ImportedFile> Files { get; } = [];

        public void Follow(SourceText first)
        {
            _unread.Enqueue(first);
            while (_unread.TryDequeue(out SourceText? source))
            {
                // Whatever else is wrong with the text is said when it is compiled.
                ImmutableArray<Datum> forms = Parser.Parse(source, new DiagnosticBag());
                foreach (string path in Expander.ImportPaths(forms).Where(path => !ImportPath.IsLibrary(path)))
                {
                    string file = ImportPath.Resolve(source.FileName, path);
                    if (!Files.ContainsKey(file) && file != program) Files.Add(file, ReadFile(file, path));
                }
            }
        }

        /// <param name="path">As the import has it, for messages.</param>
        private ImportedFile ReadFile(string file, string path)
        {
            string real = RealPath.Of(file);
            if (_byRealPath.TryGetValue(real, out string? same)) return new ImportedFile(file, null, same, null);
            if (!IsBelowRoot(real) && !permissions.Read.AllowsPath(file)) return Failed(file, Faults.Permission("import", "read", file));
            byte[] bytes;
            try
            {
                bytes = File.ReadAllBytes(file);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
            {
                return Failed(file, Faults.Of("io", $"cannot read {path}: {Reason(file, e)}"));
            }
            if (bytes.Length > bytesLeft) return Failed(file, Faults.Of("limit", $"cannot read {path}: the imported files are too large together"));
            if (SourceText.Decode(file, bytes, out string? problem) is not { } source) return Failed(file, Faults.Of("io", $"cannot read {path}: {problem}"));
            bytesLeft -= bytes.Length;
            _byRealPath.Add(real, file);
            _unread.Enqueue(source);
            return new ImportedFile(file, bytes, null, null);
        }

        private bool IsBelowRoot(string real) => real.StartsWith(_root.EndsWith('/') ? _root : _root + "/", StringComparison.Ordinal);

        private static ImportedFile Failed(string file, FaultException fault) => new(file, null, null, new ImportFailure(fault.Kind, fault.Message));

        private static string Reason(string path, Exception e) => e switch
        {
            FileNotFoundException or DirectoryNotFoundException => "No such file or directory",
            UnauthorizedAccessException => Directory.Exists(path) ? "Is a directory" : "Permission denied",
            _ => e.Message,
        };
    }
}
