using System.Reflection;
using ClaudeLang.Jit.Baseline;
using Iced.Intel;
using Xunit;

namespace ClaudeLang.Jit.Tests.Baseline;

/// <summary>A template that is filled in must be what encoding the same instructions with those numbers would have given.</summary>
public sealed class TemplateTests
{
    private static IEnumerable<(string Name, Template Template)> All()
    {
        foreach (FieldInfo field in typeof(Templates).GetFields(BindingFlags.Static | BindingFlags.Public))
        {
            if (field.GetValue(null) is Template one) yield return (field.Name, one);
            if (field.GetValue(null) is Template[] many) foreach ((int i, Template template) in many.Index()) yield return ($"{field.Name}[{i}]", template);
        }
    }

    /// <summary>rsp and r13 are no operands that code may load.</summary>
    private static bool IsUsed(string name) => !name.EndsWith("[4]") && !name.EndsWith("[13]") || name.StartsWith("Branch");

    [Theory, InlineData(3), InlineData(15), InlineData(16), InlineData(1000)]
    public void Every_template_decodes_to_whole_instructions_with_what_was_filled_in(int slot)
    {
        int seen = 0;
        foreach ((string name, Template template) in All().Where(each => IsUsed(each.Name)))
        {
            int[] values = [.. Enumerable.Range(0, 4).Select(hole => ValueOf(template, hole, slot))];
            var code = new CodeBuffer();
            int target = code.NewLabel();
            code.Add(template, values[0], values[1], values[2], values[3], target, target);
            code.Bind(target);
            byte[] bytes = code.Finish().ToArray();
            string text = Decode(bytes, name);
            for (int hole = 0; hole < template.HoleCount; hole++)
            {
                string expected = template.IsSlot(hole) ? $"[rsp+{8L * values[hole]:X}h]" : $"{values[hole]:X}h";
                string asUpperHalf = hole == 1 ? $"{values[1]:X}{values[0]:X8}h" : expected;
                Assert.True(text.Contains(expected) || text.Contains(asUpperHalf), $"{name}: no {expected} in\n{text}");
            }
            seen++;
        }
        Assert.True(seen > 100, $"{seen} templates");
    }

    private static int ValueOf(Template template, int hole, int slot) =>
        hole < template.HoleCount && template.IsSlot(hole) ? slot : hole < template.HoleCount && template.IsByte(hole) ? 0x2B : 0x1234568 + (16 * hole);

    private static string Decode(byte[] bytes, string name)
    {
        var decoder = Decoder.Create(64, new ByteArrayCodeReader(bytes));
        var text = new System.Text.StringBuilder();
        var formatter = new MasmFormatter();
        formatter.Options.SignedMemoryDisplacements = false;
        formatter.Options.LeadingZeros = false;
        formatter.Options.AddLeadingZeroToHexNumbers = false;
        var output = new StringOutput();
        while (decoder.IP < (ulong)bytes.Length)
        {
            decoder.Decode(out Instruction instruction);
            Assert.False(instruction.IsInvalid, name);
            if (instruction.FlowControl is FlowControl.ConditionalBranch or FlowControl.UnconditionalBranch)
                Assert.True(instruction.NearBranchTarget <= (ulong)bytes.Length, $"{name} branches to {instruction.NearBranchTarget:x}");
            formatter.Format(instruction, output);
            text.AppendLine(output.ToStringAndReset());
        }
        return text.ToString();
    }

    [Fact]
    public void Branches_go_forward_and_back_over_any_distance()
    {
        var code = new CodeBuffer();
        int ahead = code.NewLabel(), behind = code.NewLabel();
        code.Bind(behind);
        code.Add(Templates.Jump, label0: ahead);
        for (int i = 0; i < 3000; i++) code.Add(Templates.SetTrue);
        code.Bind(ahead);
        code.Add(Templates.Jump, label0: behind);
        byte[] bytes = code.Finish().ToArray();
        var decoder = Decoder.Create(64, new ByteArrayCodeReader(bytes));
        Assert.Equal((ulong)code.OffsetOf(ahead), decoder.Decode().NearBranchTarget);
        decoder.IP = (ulong)code.OffsetOf(ahead);
        decoder = Decoder.Create(64, new ByteArrayCodeReader(bytes[code.OffsetOf(ahead)..]), (ulong)code.OffsetOf(ahead));
        Assert.Equal(0UL, decoder.Decode().NearBranchTarget);
    }
}
