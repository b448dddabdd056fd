using System.Collections.Immutable;
using ClaudeLang.Vm.Bytecode;

namespace ClaudeLang.Vm.Syntax;

/// <summary>Modules and imports. All names are collected before the first form is expanded, those of inline modules too.</summary>
public sealed partial class Expander
{
    private const string ImportShape = "(import \"path\" (name…)), (import \"path\" *) or (import \"path\" :as name)", ModuleShape = "(module name (export name…) body…)";

    private readonly Func<string, Exports?> _exportsOf;
    private readonly Dictionary<GroupDatum, InlineModule> _moduleOf = new(ReferenceEqualityComparer.Instance);
    private readonly List<ImportNode> _imports = [];
    private readonly List<InlineModule> _modules = [];
    private readonly List<InlineModule> _topModules = [];
    private NameSpace _names;

    /// <summary>What an import form says, if it has the shape of one.</summary>
    private readonly record struct ImportForm(string Path, NameDatum? Alias, ImmutableArray<Datum>? List);

    private static ImportForm? ReadImport(GroupDatum form)
    {
        if (form.Items.Length < 3 || form.Items[1] is not AtomDatum { Value: Constant.String { Value: var path } }) return null;
        return form.Items[2] switch
        {
            GroupDatum { Open: '(' or '[' } list when form.Items.Length == 3 && list.Items.All(item => item is NameDatum) => new ImportForm(path, null, list.Items),
            NameDatum { Name: "*" } when form.Items.Length == 3 => new ImportForm(path, null, null),
            AtomDatum { Value: Constant.Keyword { Name: "as" } } when form.Items is [_, _, _, NameDatum alias] => new ImportForm(path, alias, null),
            _ => null,
        };
    }

    /// <summary>The paths that a file imports, in the order of its text.</summary>
    public static IEnumerable<string> ImportPaths(ImmutableArray<Datum> forms)
    {
        var left = new Stack<Datum>();
        for (int i = forms.Length - 1; i >= 0; i--) left.Push(forms[i]);
        while (left.TryPop(out Datum? datum))
        {
            if (datum is not GroupDatum form) continue;
            if (form.Head is "import" && ReadImport(form) is { } import) yield return import.Path;
            else if (form.Head is "begin" or "do" or "module")
                for (int i = form.Items.Length - 1; i >= 1; i--) left.Push(form.Items[i]);
        }
    }

    private static bool IsModule(GroupDatum form) =>
        form.Items is [_, NameDatum, GroupDatum { Head: "export" } exports, ..] && exports.Items.All(item => item is NameDatum);

    private void CollectImport(GroupDatum form)
    {
        if (ReadImport(form) is not { } import) return;
        Exports? exports = _exportsOf(import.Path);
        if (import.Alias is { } alias)
        {
            Global module = Imported(alias.Name, alias.Position);
            if (exports is null) return;
            module.Module = new ModuleNames();
            foreach ((string name, Exported exported) in exports.Names)
            {
                var member = new Global($"{_names.Prefix}{alias.Name}.{name}") { DefineCount = 1 };
                member.Import(exported);
                module.Module.Members[name] = member;
            }
            return;
        }
        if (import.List is null && exports is null) _names.IsComplete = false;
        var names = import.List is { } list
            ? list.OfType<NameDatum>().Select(name => (name.Name, name.Position))
            : (exports ?? Exports.None).Names.Keys.Select(name => (name, form.Position));
        foreach ((string name, SourcePosition position) in names)
        {
            Global global = Imported(name, position);
            if (exports?.Names.GetValueOrDefault(name) is { } exported) global.Import(exported);
        }
    }

    private Global Imported(string name, SourcePosition position)
    {
        Global global = _names.Here(name);
        global.DefineCount++;
        global.ImportCount++;
        global.ImportPosition = position;
        return global;
    }

    private void CollectModule(GroupDatum form)
    {
        if (!IsModule(form)) return;
        string name = ((NameDatum)form.Items[1]).Name;
        Global global = _names.Here(name);
        global.DefineCount++;
        NameSpace around = _names;
        var exports = ((GroupDatum)form.Items[2]).Items[1..].Select(item => ((NameDatum)item).Name);
        var module = new InlineModule(name, new NameSpace(around, around.Prefix + name + ":"), [.. exports], new ModuleNames());
        _names = module.Names;
        CollectDefinitions(form.Items[3..]);
        _names = around;
        _moduleOf[form] = module;
        if (around.Outer is null) _topModules.Add(module);
        global.Module = module.Bound;
        foreach (string export in module.ExportNames)
            global.Module.Members[export] = new Global($"{around.Prefix}{name}.{export}") { DefineCount = 1, Behind = module.Names.Here(export), Role = module.Names.Here(export).Role, RecordFields = module.Names.Here(export).RecordFields };
    }

    /// <summary>A name that is imported may not be defined as well. Reported once all are collected.</summary>
    private void CheckImports(NameSpace names)
    {
        foreach ((string name, Global global) in names.All)
            if (global.ImportCount > 0 && global.DefineCount > global.ImportCount) Error(Messages.ImportedAndDefined, global.ImportPosition, name);
    }

    private Node Import(GroupDatum form)
    {
        if (!_scope.IsTopLevel) return Error(Messages.MisplacedDefinition, form.Position, "import", "");
        if (ReadImport(form) is not { } import) return BadForm(form, ImportShape);
        Exports? exports = _exportsOf(import.Path);
        var names = ImmutableArray.CreateBuilder<ImportedName>();
        Global? alias = import.Alias is { } bound && IsBindable(bound) ? _names.Here(bound.Name) : null;
        if (import.List is { } list)
        {
            foreach (NameDatum name in list.OfType<NameDatum>().Where(IsBindable))
            {
                names.Add(new ImportedName(_names.Here(name.Name), name.Name));
                if (exports is not null && !exports.Names.ContainsKey(name.Name)) WarnNotExported(import.Path, name.Name, exports.Names.Keys, name.Position);
            }
        }
        else if (import.Alias is null)
        {
            foreach (string name in exports?.Names.Keys ?? []) names.Add(new ImportedName(_names.Here(name), name));
        }
        var node = new ImportNode(_at, _imports.Count, import.Path, alias, names.ToImmutable());
        _imports.Add(node);
        return node;
    }

    private Node Module(GroupDatum form)
    {
        if (!_scope.IsTopLevel) return Error(Messages.MisplacedDefinition, form.Position, "module", "");
        if (!_moduleOf.TryGetValue(form, out InlineModule? module)) return BadForm(form, ModuleShape);
        if (!IsBindable((NameDatum)form.Items[1])) return Nil();
        foreach (NameDatum export in ((GroupDatum)form.Items[2]).Items[1..].OfType<NameDatum>())
            if (module.Names.Here(export.Name).DefineCount == 0) Error(Messages.ExportUndefined, export.Position, export.Name, Hint(export.Name, Defined(module.Names)));
        int number = _modules.Count;
        _modules.Add(module);
        NameSpace around = _names;
        _names = module.Names;
        CheckImports(_names);
        Node body = Sequence(form.Items, 3, null, Statement);
        _names = around;
        return new ModuleNode(_at, body, around.Here(module.Name), number);
    }

    /// <summary>`m.x`, if nothing has that whole name: the member x of the module m.</summary>
    private Node? Member(string name, NameDatum datum, SourcePosition at)
    {
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot <= 0 || dot == name.Length - 1) return null;
        string module = name[..dot], member = name[(dot + 1)..];
        if (_scope.Find(module) is { } variable)
        {
            variable.UseCount++;
            return new MemberNode(at, new LocalNode(at, variable), name, null);
        }
        if (_names.Find(module) is { } global)
        {
            Global? target = global.Module?.Members.GetValueOrDefault(member);
            if (global is { Module: { } known, DefineCount: 1 } && target is null) WarnNotExported(module, member, known.Members.Keys, datum.Position);
            return new MemberNode(at, new GlobalNode(at, global), name, target);
        }
        if (_library.TryFind(module, out _)) return new MemberNode(at, new LibraryNode(at, module), name, null);
        WarnUnbound(module, datum.Position);
        return new GlobalNode(at, UndefinedGlobal(name));
    }

    /// <summary>Why a name may not be assigned though it is no library name; null if it may.</summary>
    private string? Immutable(string name)
    {
        if (_names.Find(name) is { } global) return global.ImportCount > 0 ? "imported" : null;
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && _names.Find(name[..dot]) is { Module: not null } ? "a member of a module" : null;
    }

    private void WarnNotExported(string module, string name, IEnumerable<string> exports, SourcePosition position)
    {
        if (_warned.Add($"{module}:{name}")) _diagnostics.Report(Messages.NotExported, position, module, name, Hint(name, exports));
    }

    private static IEnumerable<string> Defined(NameSpace names) => from pair in names.All where pair.Value.DefineCount > 0 select pair.Key;

    private static string Hint(string name, IEnumerable<string> known) => Spelling.Nearest(name, known) is { } near ? $"; did you mean '{near}'?" : "";

    private ExpandedFile Finish(LambdaNode main)
    {
        int own = _topModules.Count == 1 ? _modules.IndexOf(_topModules[0]) : -1;
        return new ExpandedFile(main, _names, [.. _imports], [.. _modules], own);
    }

    /// <summary>What the file would export, from its text alone; its imports may not be there.</summary>
    public static Exports ExportsOf(ImmutableArray<Datum> forms, ILibraryNames library)
    {
        var expander = new Expander(library, new DiagnosticBag(), "", _ => null);
        expander.CollectDefinitions(forms);
        expander._modules.AddRange(expander._topModules);
        Exports exports = expander.Finish(new LambdaNode(default, "")).Exports;
        var names = Exports.None.Names.ToBuilder();
        foreach ((string name, Exported exported) in exports.Names) names.Add(name, new Exported(new GlobalRef(name, GlobalKind.Variable), null, exported.RecordFields));
        return new Exports(names.ToImmutable());
    }
}
