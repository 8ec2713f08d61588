using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Remembered;
using Gatehouse.Storage.Files;

namespace Gatehouse.Storage.Revocation;

/// <summary>The word in a memory-mapped file, so that every process on this folder sees a revocation at once.</summary>
internal sealed unsafe class RevocationWord : IRevocationWord
{
    // Beyond this a word can only come from a damaged file; it would leave no room to rise.
    private const long Highest = 1L << 62;

    // Not disposed on purpose: a reader may be at the address at any moment, so the mapping goes with the last reference.
    private readonly MemoryMappedViewAccessor _view;
    private readonly long* _address;

    private RevocationWord(MemoryMappedViewAccessor view)
    {
        _view = view;
        byte* pointer = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref pointer);
        _address = (long*)(pointer + view.PointerOffset);
    }

    /// <inheritdoc/>
    public long Current => Volatile.Read(ref Unsafe.AsRef<long>(_address));

    /// <summary>Maps the file, made where there is none.</summary>
    /// <exception cref="StoreUnavailableException">The file cannot be mapped.</exception>
    public static RevocationWord Open(string path)
    {
        try
        {
            using var stream = DataFolder.CreateFile(
                path,
                FileMode.OpenOrCreate,
                FileShare.ReadWrite | FileShare.Delete
            );
            if (stream.Length < sizeof(long))
            {
                // Written, not only made long: a hole filled through the mapping ends the process when the disk is full.
                stream.Position = stream.Length;
                stream.Write(new byte[sizeof(long) - stream.Length]);
            }

            using var file = MemoryMappedFile.CreateFromFile(
                stream,
                mapName: null,
                sizeof(long),
                MemoryMappedFileAccess.ReadWrite,
                HandleInheritability.None,
                leaveOpen: true
            );
            return new(file.CreateViewAccessor(0, sizeof(long), MemoryMappedFileAccess.ReadWrite));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"{path} cannot be mapped: {exception.Message}", exception);
        }
    }

    /// <summary>Raises the word to at least this value; it never falls, but for a value that only damage can have left.</summary>
    public void RaiseTo(long value)
    {
        ref var word = ref Unsafe.AsRef<long>(_address);
        var seen = Volatile.Read(ref word);
        while (seen < value || seen > Highest)
        {
            var before = Interlocked.CompareExchange(ref word, value, seen);
            if (before == seen)
            {
                break;
            }

            seen = before;
        }

        GC.KeepAlive(_view);
    }
}
