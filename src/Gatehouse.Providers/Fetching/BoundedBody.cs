namespace Gatehouse.Providers.Fetching;

/// <summary>Reads a whole body that may not be longer than stated.</summary>
internal static class BoundedBody
{
    private const int FirstBuffer = 16 * 1024;

    /// <summary>The bytes, or null where there are more than <paramref name="maxBytes"/>.</summary>
    public static async Task<byte[]?> ReadAsync(Stream body, int maxBytes, CancellationToken cancellationToken)
    {
        // One byte more than allowed: reading it is how an excess shows.
        byte[] buffer = new byte[Math.Min(FirstBuffer, maxBytes + 1)];
        int length = 0;
        int read;
        while ((read = await body.ReadAsync(buffer.AsMemory(length), cancellationToken)) > 0)
        {
            length += read;
            if (length > maxBytes)
            {
                return null;
            }
            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, Math.Min(buffer.Length * 2, maxBytes + 1));
            }
        }
        return buffer[..length];
    }
}
