using System.Collections.Immutable;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Jit.Image;

/// <summary>
/// An image as bytes and back. Each image has one encoding, and Decode takes nothing else. It looks at the form alone: whether the
/// image is harmless is <see cref="ImageVerifier"/>'s part.
/// <code>
///   "CLI" version  key  function hash  entry pc  entry offset  cpu level  frame words  code length  code  tier
///   count of loop entries, each of them: pc, offset  count of sites, each of them
///   site     = kind  distance to the last return offset  pc  frame words  tagged registers  tagged slots  reason  0 | 1 snapshot  count of callers' snapshots, each of them
///   snapshot = pc  count of sources, each of them: kind, operand (8 bytes for a Constant)
/// </code>
/// </summary>
internal static class ImageCodec
{
    private static ReadOnlySpan<byte> Magic => "CLI"u8;
    private const byte Version = 4;
    private const int SiteBytesMin = 9, SnapshotBytesMin = 2, SourceBytesMin = 2;

    public static byte[] Encode(CodeImage image)
    {
        var writer = new ByteWriter();
        writer.Raw(Magic);
        writer.Byte(Version);
        writer.Hash(image.Key.Hash);
        writer.Hash(image.FunctionHash);
        writer.Number(image.EntryPc);
        writer.Number(image.EntryOffset);
        writer.Number(CpuLevels.Rank(image.CpuLevel));
        writer.Number(image.FrameWordsMax);
        writer.Number(image.CodeLength);
        writer.Bytes(image.Code.AsSpan());
        writer.Byte((byte)image.Tier);
        writer.Number(image.LoopEntries.Length);
        foreach (LoopEntry entry in image.LoopEntries)
        {
            writer.Number(entry.Pc);
            writer.Number(entry.Offset);
        }
        writer.Number(image.Sites.Length);
        int last = 0;
        foreach (NativeSite site in image.Sites)
        {
            WriteSite(writer, site, last);
            last = site.ReturnOffset;
        }
        return writer.ToArray();
    }

    private static void WriteSite(ByteWriter writer, NativeSite site, int last)
    {
        writer.Byte((byte)site.Kind);
        writer.Number(site.ReturnOffset - last);
        writer.Number(site.BytecodePc);
        writer.Number(site.FrameWords);
        writer.Number((int)site.TaggedGprs);
        writer.Number(site.TaggedSlots.Length);
        foreach (int slot in site.TaggedSlots) writer.Number(slot);
        writer.Number(site.Reason);
        writer.Byte(site.Snapshot is null ? (byte)0 : (byte)1);
        if (site.Snapshot is not null) WriteSnapshot(writer, site.Snapshot);
        writer.Number(site.Callers.Length);
        foreach (Snapshot caller in site.Callers) WriteSnapshot(writer, caller);
    }

    private static void WriteSnapshot(ByteWriter writer, Snapshot snapshot)
    {
        writer.Number(snapshot.BytecodePc);
        writer.Number(snapshot.Slots.Length);
        foreach (SlotSource source in snapshot.Slots)
        {
            writer.Byte((byte)source.Kind);
            if (source.Kind == SlotSourceKind.Constant) writer.Word(source.Operand);
            else writer.Number(checked((int)source.Operand));
        }
    }

    /// <exception cref="ImageFormatException">Whatever else the bytes are.</exception>
    public static CodeImage Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > ImageLimits.EncodedBytesMax) throw new ImageFormatException($"{bytes.Length} bytes are more than an image may have");
        var reader = new ByteReader(bytes);
        if (!reader.Raw(Magic.Length).SequenceEqual(Magic)) throw new ImageFormatException("it does not begin with CLI");
        if (reader.Byte() is not Version and var other) throw new ImageFormatException($"it has version {other}, and this program reads version {Version}");
        var key = new CodeKey(reader.Hash());
        var image = new CodeImage
        {
            Key = key,
            FunctionHash = reader.Hash(),
            EntryPc = reader.Number(ImageLimits.BytecodePcMax, "the entry pc"),
            EntryOffset = reader.Number(ImageLimits.CodeBytesMax, "the entry offset"),
            CpuLevel = CpuLevels.All[reader.Number(CpuLevels.All.Count - 1, "the CPU level")],
            FrameWordsMax = reader.Number(ImageLimits.FrameWordsMax, "the frame size"),
            CodeLength = reader.Number(ImageLimits.CodeBytesMax, "the code length"),
            Code = [.. reader.Bytes(ImageLimits.CodeBytesMax, "code bytes")],
            Tier = ReadTier(ref reader),
            LoopEntries = ReadLoopEntries(ref reader),
            Sites = ReadSites(ref reader),
        };
        reader.End();
        return image.CodeLength <= image.Code.Length ? image : throw new ImageFormatException("its code length is beyond its bytes");
    }

    private static CodeTier ReadTier(ref ByteReader reader)
    {
        var tier = (CodeTier)reader.Byte();
        return Enum.IsDefined(tier) ? tier : throw new ImageFormatException($"no tier has the number {(byte)tier}");
    }

    private static ImmutableArray<LoopEntry> ReadLoopEntries(ref ByteReader reader)
    {
        var entries = ImmutableArray.CreateBuilder<LoopEntry>(reader.Count(ImageLimits.SitesMax, 2, "loop entries"));
        while (entries.Count < entries.Capacity)
        {
            int pc = reader.Number(ImageLimits.BytecodePcMax, "a loop's head");
            entries.Add(new LoopEntry(pc, reader.Number(ImageLimits.CodeBytesMax, "an entry's offset")));
        }
        return entries.MoveToImmutable();
    }

    private static ImmutableArray<NativeSite> ReadSites(ref ByteReader reader)
    {
        int count = reader.Count(ImageLimits.SitesMax, SiteBytesMin, "sites");
        var sites = ImmutableArray.CreateBuilder<NativeSite>(count);
        int last = 0;
        for (int i = 0; i < count; i++)
        {
            NativeSite site = ReadSite(ref reader, last);
            last = site.ReturnOffset;
            sites.Add(site);
        }
        return sites.MoveToImmutable();
    }

    private static NativeSite ReadSite(ref ByteReader reader, int last)
    {
        var kind = (SiteKind)reader.Byte();
        if (kind is < SiteKind.Call or > SiteKind.DeoptInPlace) throw new ImageFormatException($"no kind of site has the number {(byte)kind}");
        int returnOffset = last + reader.Number(ImageLimits.CodeBytesMax - last, "a return offset");
        int pc = reader.Number(ImageLimits.BytecodePcMax, "a site's pc");
        int frameWords = reader.Number(ImageLimits.FrameWordsMax, "a site's frame size");
        int gprs = reader.Number(0xFFFF, "a set of registers");
        var tagged = ImmutableArray.CreateBuilder<int>(reader.Count(ImageLimits.SlotsMax, 1, "tagged slots"));
        while (tagged.Count < tagged.Capacity) tagged.Add(reader.Number(ImageLimits.FrameWordsMax, "a tagged slot"));
        int reason = reader.Number(ushort.MaxValue, "a reason");
        Snapshot? snapshot = reader.Byte() switch
        {
            0 => null,
            1 => ReadSnapshot(ref reader),
            _ => throw new ImageFormatException("a snapshot is neither there nor not"),
        };
        var callers = ImmutableArray.CreateBuilder<Snapshot>(reader.Count(ImageLimits.CallersMax, SnapshotBytesMin, "callers"));
        while (callers.Count < callers.Capacity) callers.Add(ReadSnapshot(ref reader));
        return new NativeSite(kind, returnOffset, pc, frameWords, (uint)gprs, tagged.MoveToImmutable(), snapshot, reason) { Callers = callers.MoveToImmutable() };
    }

    private static Snapshot ReadSnapshot(ref ByteReader reader)
    {
        int pc = reader.Number(ImageLimits.BytecodePcMax, "a snapshot's pc");
        var sources = ImmutableArray.CreateBuilder<SlotSource>(reader.Count(ImageLimits.SlotsMax, SourceBytesMin, "sources"));
        while (sources.Count < sources.Capacity)
        {
            var kind = (SlotSourceKind)reader.Byte();
            if (kind is < SlotSourceKind.Constant or > SlotSourceKind.Global) throw new ImageFormatException($"no kind of source has the number {(byte)kind}");
            sources.Add(new SlotSource(kind, kind == SlotSourceKind.Constant ? reader.Word() : (ulong)reader.Number(ImageLimits.BytecodePcMax, "a source")));
        }
        return new Snapshot(pc, sources.MoveToImmutable());
    }
}
