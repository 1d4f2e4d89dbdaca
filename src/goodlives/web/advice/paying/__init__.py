"""What might I pay? Questions for anybody, one a page; the sum or its range; nothing kept unless asked."""
