"""What a record states about itself: title, subject, date, place, sender, recipient, classification, shelf mark."""
