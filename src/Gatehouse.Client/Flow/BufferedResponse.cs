namespace Gatehouse.Client.Flow;

/// <summary>Frees the connection of an answer that is kept for later.</summary>
internal static class BufferedResponse
{
    /// <summary>Reads the body into memory; false where it is longer than what is kept of a refusal, or breaks off.</summary>
    public static async ValueTask<bool> TryBufferAsync(
        this HttpResponseMessage response,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await response
                .Content.LoadIntoBufferAsync(ProblemBody.MaximumLength, cancellationToken)
                .ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return false;
        }
    }
}
