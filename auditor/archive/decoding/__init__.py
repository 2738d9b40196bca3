"""From the bytes of a member to items: cut into batches, decoded, read, in processes of their own."""
