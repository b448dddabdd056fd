using System.Collections.Concurrent;

namespace ClaudeLang.Vm.Runtime;

/// <summary>
/// The symbols and keywords of the process: each text has one small number, for ever, and the number is the payload of the
/// Symbol or Keyword word. Numbers depend on the order of first use, so they order nothing and never leave the process.
/// </summary>
public static class Names
{
    private static readonly ConcurrentDictionary<string, int> Numbers = new();
    private static readonly Lock Gate = new();
    private static string[] _texts = new string[256];
    private static int _count;

    public static int Intern(string text) => Numbers.TryGetValue(text, out int number) ? number : Add(text);
    public static string Text(int number) => Volatile.Read(ref _texts)[number];

    public static Value Symbol(string text) => Value.FromImmediate(ImmediateKind.Symbol, Intern(text));
    public static Value Keyword(string text) => Value.FromImmediate(ImmediateKind.Keyword, Intern(text));
    /// <summary>The text of a Symbol, or of a Keyword without its colon.</summary>
    public static string TextOf(Value name) => Text(name.Payload);

    private static int Add(string text)
    {
        lock (Gate)
        {
            if (Numbers.TryGetValue(text, out int known)) return known;
            string[] texts = _texts;
            if (_count == texts.Length)
            {
                Array.Resize(ref texts, texts.Length * 2);
                Volatile.Write(ref _texts, texts);
            }
            texts[_count] = text;
            Numbers[text] = _count;
            return _count++;
        }
    }
}
